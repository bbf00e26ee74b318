using System;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>One test picture in a ledger of its own, drawn as often as wanted; disposing checks that no role is left.</summary>
internal sealed class LeasedPicture : IDisposable
{
    private readonly NativeBufferPool _pool = new();
    private readonly FrameLease _lease;

    internal LeasedPicture(PixelLayout layout, int width, int height)
        : this(YuvSamples.Waves(layout, width, height, ColorDescription.Bt709Limited))
    {
    }

    internal LeasedPicture(YuvSamples samples) => _lease = samples.Open(Ledger, _pool);

    internal LeaseLedger Ledger { get; } = new(4, "test");

    internal void Draw(GlRenderer renderer, in DrawOptions options)
    {
        _lease.Acquire(LeaseRole.Renderer);
        Assert.True(renderer.Draw(_lease, options));
    }

    public void Dispose()
    {
        _lease.Release(LeaseRole.Decoder);
        _pool.Dispose();
    }
}
