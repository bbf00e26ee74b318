using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Render;

/// <summary>Rows of three bytes a pixel made into rows of four.</summary>
internal static class RgbRows
{
    private const int Wide = 4;

    /// <summary>The last row comes first, as GL counts them; alpha is 255.</summary>
    internal static void ToRgbaTurned(ReadOnlySpan<byte> rgb24, Span<byte> rgba, int width, int height)
    {
        for (int y = 0; y < height; y++)
        {
            ToRgba(rgb24.Slice((height - 1 - y) * width * 3, width * 3), rgba.Slice(y * width * 4, width * 4), width);
        }
    }

    private static void ToRgba(ReadOnlySpan<byte> from, Span<byte> to, int width)
    {
        int x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> order = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
            Vector128<byte> opaque = Vector128.Create(0xFF000000u).AsByte();
            ref byte source = ref MemoryMarshal.GetReference(from);
            ref byte target = ref MemoryMarshal.GetReference(to);

            // Sixteen bytes are read for the twelve that are used: not at the very end.
            for (; (x + Wide) * 3 + 4 <= from.Length; x += Wide)
            {
                Vector128<byte> three = Vector128.LoadUnsafe(ref source, (nuint)(x * 3));
                (Vector128.Shuffle(three, order) | opaque).StoreUnsafe(ref target, (nuint)(x * 4));
            }
        }

        for (; x < width; x++)
        {
            to[x * 4] = from[x * 3];
            to[(x * 4) + 1] = from[(x * 3) + 1];
            to[(x * 4) + 2] = from[(x * 3) + 2];
            to[(x * 4) + 3] = 255;
        }
    }
}
