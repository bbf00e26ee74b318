using System;

namespace Fathom.Protocol.Pixel;

/// <summary>The bytes of value 3 that keep start codes out of NAL units.</summary>
internal static class EmulationPrevention
{
    /// <summary>Copies without the prevention bytes. False when there is no room.</summary>
    public static bool TryRemove(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        int zeros = 0;
        foreach (byte value in source)
        {
            if (zeros >= 2 && value == 3)
            {
                zeros = 0;
                continue;
            }

            if (written == destination.Length)
            {
                return false;
            }

            destination[written++] = value;
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return true;
    }

    /// <summary>Copies with prevention bytes where they are needed. False when there is no room.</summary>
    public static bool TryInsert(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        int zeros = 0;
        foreach (byte value in source)
        {
            bool escape = zeros >= 2 && value <= 3;
            if (written + (escape ? 2 : 1) > destination.Length)
            {
                return false;
            }

            if (escape)
            {
                destination[written++] = 3;
                zeros = 0;
            }

            destination[written++] = value;
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return true;
    }
}
