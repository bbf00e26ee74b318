using Fathom.Decode;

namespace Fathom.Render;

/// <summary>A black picture that goes the whole way once, so that nothing is compiled or allocated when the first real one arrives.</summary>
internal static class WarmupPicture
{
    internal static void Draw(GlRenderer renderer, int width, int height, PixelLayout layout)
    {
        int total = 0;
        for (int i = 0; i < layout.PlaneCount(); i++)
        {
            total = checked(total + (layout.RowBytesOf(i, width) * layout.RowsOf(i, height)));
        }

        if (total == 0)
        {
            return;
        }

        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(1, "warm-up");
        NativeBuffer buffer = pool.Rent(total);
        buffer.GetSpan()[..total].Clear();
        var planes = new PlaneView[layout.PlaneCount()];
        nint at = buffer.Address;
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = new PlaneView(at, layout.RowBytesOf(i, width), layout.RowBytesOf(i, width), layout.RowsOf(i, height));
            at += planes[i].Stride * planes[i].Rows;
        }

        var info = new FrameInfo { Width = width, Height = height, Layout = layout, Color = ColorDescription.Bt709Limited, Path = "warm-up" };
        if (ledger.TryOpen(info, planes, buffer, out FrameLease lease))
        {
            lease.Acquire(LeaseRole.Renderer);
            lease.Release(LeaseRole.Decoder);
            renderer.Draw(lease, DrawOptions.Default);
        }

        renderer.Finish();
    }
}
