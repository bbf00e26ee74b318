using System;

namespace Fathom.Fuzz.Engine;

/// <summary>Changes that need no knowledge of a format: bits, bytes, numbers at the edge, pieces left out, repeated or cut off.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] s_edges =
    [
        [0], [1], [0x7f], [0x80], [0xff], [0, 0], [0, 0, 1], [0, 0, 0, 1], [0, 0, 3], [0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff],
        [0, 0, 1, 0], [0, 0, 1, 0xff], [0x7f, 0xf8, 0, 0, 0, 0, 0, 0], [0x7f, 0xf0, 0, 0, 0, 0, 0, 0],
    ];

    public static void Mutate(Random random, FuzzBuffer input)
    {
        if (input.Length == 0)
        {
            input.Append((byte)random.Next(256));
            return;
        }

        int at = random.Next(input.Length);
        int span = Math.Min(input.Length - at, 1 + random.Next(random.Next(8) == 0 ? 256 : 8));
        switch (random.Next(8))
        {
            case 0:
            case 1:
                input.Bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                input.Bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                byte[] edge = s_edges[random.Next(s_edges.Length)];
                input.Splice(at, Math.Min(edge.Length, input.Length - at), edge);
                break;
            case 4:
                input.Splice(at, span, []);
                break;
            case 5:
                input.Splice(at, 0, input.Bytes.Slice(at, span));
                break;
            case 6:
                input.Truncate(at);
                break;
            default:
                input.Splice(at, 0, s_edges[random.Next(s_edges.Length)]);
                break;
        }
    }
}
