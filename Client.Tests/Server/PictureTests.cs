using System;
using System.Threading.Tasks;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Commands;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>What arrives is decoded and looked at: pixels, marks and view block must tell one story.</summary>
public sealed class PictureTests
{
    private const int Width = 768;
    private const int Height = 432;
    private const int RightOfMarks = BurnMarks.Origin + ((BurnMarks.Columns + 2) * BurnMarks.Block);

    [SkippableFact]
    public async Task A_step_in_z_changes_the_pixels_and_pixels_marks_and_view_agree_on_it()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Video = new VideoSettings(Width, Height, 30, 8_000_000, true) });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        using var probe = new DecodeProbe();
        byte[] before = [], after = [];
        (_, _, _, byte[] unit) = await pixels.FrameAsync(true);
        Assert.True(probe.TryDecode(unit, true, lease => before = UprightLuma(lease)));

        AckState ack = await client.SetAsync("dims", "z", "index", 20);
        FrameView view = default;
        while (view.Revision < ack.Revision)
        {
            (PixelHeader header, view, _, unit) = await pixels.FrameAsync(true);
            Assert.True(probe.TryDecode(unit, header.IsKeyframe, lease => after = UprightLuma(lease)));
        }

        Assert.Equal(48, DepthShownBy(before, view));
        Assert.Equal(20, DepthShownBy(after, view));
        BurnMark mark = BurnMarks.Read(after, Width)!.Value;
        Assert.Equal((view.Revision, view.Step[0], view.Step[1]), (mark.Revision, mark.First, mark.Second));
        Assert.True(mark.Revision >= ack.Revision);
    }

    [SkippableFact]
    public async Task A_zoomed_picture_shows_things_where_the_views_matrix_says()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Video = new VideoSettings(Width, Height, 30, 8_000_000, false) });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");
        using var probe = new DecodeProbe();
        AckState ack = await client.SetAsync(
            "camera", "main", "zoom", MapValue.Of(("factor", 0.5), ("anchor_px", new double[] { Width / 2.0, Height - 20 })));
        FrameView view = default;
        byte[] picture = [];
        while (view.Revision < ack.Revision)
        {
            (PixelHeader header, view, _, byte[] unit) = await pixels.FrameAsync(true);
            Assert.True(probe.TryDecode(unit, header.IsKeyframe, lease => picture = UprightLuma(lease)));
        }

        Assert.Equal(48, DepthShownBy(picture, view));
    }

    private static byte[] UprightLuma(FrameLease lease)
    {
        PlaneView plane = lease.GetPlane(0);
        byte[] upright = new byte[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            plane.Bytes.Slice((Height - 1 - y) * plane.Stride, Width).CopyTo(upright.AsSpan(y * Width));
        }

        return upright;
    }

    /// <summary>The plane whose bead is the brightest thing along the beads' line.</summary>
    private static int DepthShownBy(byte[] luma, in FrameView view)
    {
        (int best, byte light) = (-1, 0);
        for (int z = 0; z < EmbryoGeometry.Planes; z++)
        {
            view.WorldToPixel.TryTransform(Fiducials.DepthColumn(z) * 0.5, Fiducials.DepthBeadRow * 0.5, 0, out double u, out double v, out _);
            // The marks cover the first beads.
            if (u is >= RightOfMarks and < Width && v is >= 0 and < Height && luma[((int)v * Width) + (int)u] > light)
            {
                (best, light) = (z, luma[((int)v * Width) + (int)u]);
            }
        }

        return best;
    }
}
