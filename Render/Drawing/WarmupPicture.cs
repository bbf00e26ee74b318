using Fathom.Decode;

namespace Fathom.Render;

/// <summary>A black picture that goes the whole way once, so that nothing is compiled or allocated when the first real one arrives.</summary>
internal static class WarmupPicture
{
    /// <summary>One for each program: as large as it is, magnified until pixels are squares, made smaller.</summary>
    private static readonly DrawOptions[] s_ways =
    [
        DrawOptions.Default,
        new(FitMode.OneToOne),
        new(FitMode.OneToOne, 0, Smooth: false) { Shift = new PictureShift(2) },
        new(FitMode.OneToOne) { Shift = new PictureShift(0.4) },
    ];

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
            // Only the shader has programs; the other path would just work four times.
            int ways = renderer.ActivePath == RenderPath.Shader ? s_ways.Length : 1;
            for (int i = 0; i < ways; i++)
            {
                lease.Acquire(LeaseRole.Renderer);
                renderer.Draw(lease, s_ways[i]);
            }

            lease.Release(LeaseRole.Decoder);
        }

        renderer.Finish();
    }
}
