using System.Collections.Immutable;

namespace Fathom.VolumeServer.Data;

/// <summary>One array that takes memory.</summary>
/// <param name="Shape">Samples along each axis.</param>
/// <param name="Count">How many of them at once (a batch, channels).</param>
/// <param name="BytesPerSample">Four for a float.</param>
/// <param name="Multiplicity">How many copies each sample becomes (classes of a target).</param>
internal readonly record struct MemoryItem(ImmutableArray<int> Shape, int Count, int BytesPerSample = 4, int Multiplicity = 1)
{
    public long Bytes
    {
        get
        {
            long bytes = checked((long)Count * BytesPerSample * Multiplicity);
            foreach (int length in Shape)
            {
                bytes = checked(bytes * length);
            }

            return bytes;
        }
    }
}
