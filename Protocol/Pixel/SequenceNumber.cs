namespace Fathom.Protocol.Pixel;

/// <summary>Arithmetic on the 32-bit frame counter, which wraps from 4294967295 to 0.</summary>
public static class SequenceNumber
{
    /// <summary>The number that follows <paramref name="sequence"/>.</summary>
    public static uint Next(uint sequence) => unchecked(sequence + 1);

    /// <summary>The signed number of steps from one counter to another, along the shorter way round.</summary>
    public static int Distance(uint from, uint to) => unchecked((int)(to - from));

    /// <summary>Whether <paramref name="candidate"/> comes after <paramref name="reference"/>, along the shorter way round.</summary>
    public static bool IsNewer(uint candidate, uint reference) => Distance(reference, candidate) > 0;

    /// <summary>How many frames are missing between two that arrived one after the other; 0 for a successor, a repeat or a step back.</summary>
    public static int Missing(uint previous, uint current)
    {
        int distance = Distance(previous, current);
        return distance > 1 ? distance - 1 : 0;
    }

    /// <summary>Whether <paramref name="current"/> is anything but the direct successor; a repeat and a step back count too.</summary>
    public static bool IsDiscontinuity(uint previous, uint current) => current != Next(previous);
}
