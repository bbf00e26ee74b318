using System;
using System.Buffers;

namespace Fathom.Protocol.Messages;

/// <summary>Where an idle writer points, so that it does not keep a caller's buffer alive. Nothing is ever written to it.</summary>
internal sealed class NoOutput : IBufferWriter<byte>
{
    private NoOutput()
    {
    }

    public static NoOutput Instance { get; } = new();

    public void Advance(int count)
    {
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => throw new InvalidOperationException("An idle writer was asked to write.");

    public Span<byte> GetSpan(int sizeHint = 0) => throw new InvalidOperationException("An idle writer was asked to write.");
}
