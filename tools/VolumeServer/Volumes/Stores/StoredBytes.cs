using System;
using System.Buffers;

namespace Fathom.VolumeServer.Volumes.Stores;

/// <summary>An object of a store, or a part of it, in borrowed memory.</summary>
/// <remarks>Threads: one at a time. Ownership: whoever got it disposes it, once.</remarks>
internal sealed class StoredBytes : IDisposable
{
    private byte[] _bytes;

    public StoredBytes(int length)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(length);
        Length = length;
    }

    public int Length { get; private set; }

    public Span<byte> Span => _bytes.AsSpan(0, Length);

    public Memory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Shorten(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    public void Dispose()
    {
        byte[] bytes = _bytes;
        (_bytes, Length) = ([], 0);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
