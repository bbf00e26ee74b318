using System;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Client.Tests.Truth;

/// <summary>A decoder that takes its time before each unit.</summary>
internal sealed class SlowDecoder(IVideoDecoder inner, TimeSpan by) : IVideoDecoder
{
    private readonly ManualResetEvent _never = new(false);

    public string Name => inner.Name;

    public SubmitResult Submit(in EncodedUnit unit)
    {
        _never.WaitOne(by);
        return inner.Submit(unit);
    }

    public ReceiveResult TryReceive(out FrameLease lease) => inner.TryReceive(out lease);

    public void Drain() => inner.Drain();

    public void Flush() => inner.Flush();

    public void Dispose()
    {
        inner.Dispose();
        _never.Dispose();
    }
}
