using System;

namespace Fathom.Protocol.Pixel;

/// <summary>The access units of AV1: everything from one temporal delimiter to the next.</summary>
public static class Av1TemporalUnit
{
    private const int TemporalDelimiter = 2;

    /// <summary>How many bytes at the start belong to the first unit: all, unless another delimiter follows. A decoder that is given two units at once
    /// holds the second one's picture back, and with it all that follow. What makes no sense counts as part of the unit: the decoder will say so.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> rest = data;
        for (int at = 0; Av1Obu.TryRead(ref rest, out int type, out _); at = data.Length - rest.Length)
        {
            if (type == TemporalDelimiter && at > 0)
            {
                return at;
            }
        }

        return data.Length;
    }
}
