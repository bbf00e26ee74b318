using System;
using System.Buffers;
using System.Threading;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Export.Remote;

/// <summary>An exact picture that the server drew: RGB, eight bits a sample, the top row first, without padding.</summary>
/// <remarks>Threads: one at a time. Ownership: of its memory, which goes back to the pool with <see cref="Dispose"/>.</remarks>
internal sealed class RemotePicture : IDisposable
{
    private byte[]? _memory;

    /// <summary>Takes over an array of the shared pool.</summary>
    public RemotePicture(byte[] memory, int width, int height, in FrameView view) => (_memory, Width, Height, View) = (memory, width, height, view);

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What it shows: where each place of the world lies in it.</summary>
    public FrameView View { get; }

    /// <summary>Its samples; until it is disposed of.</summary>
    public ReadOnlySpan<byte> Rgb => (_memory ?? throw new ObjectDisposedException(nameof(RemotePicture))).AsSpan(0, Width * Height * 3);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is { } memory)
        {
            ArrayPool<byte>.Shared.Return(memory);
        }
    }
}
