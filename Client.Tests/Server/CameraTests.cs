using System;
using System.Threading;
using Fathom.Client.Tests.Painting;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class CameraTests
{
    private static readonly EmbryoVolume s_volume = new(7);
    private static readonly VolumeInfo s_info = s_volume.Info;
    private static readonly SceneState s_state = SceneState.Initial(SceneLayout.Of(s_volume), 640, 360);
    private static readonly ViewAxes s_axes = s_state.Axes(s_info);

    [Fact]
    public void Zoom_keeps_the_anchor_where_it_is()
    {
        PlaneCamera before = SceneState.FitPlane(s_info, s_axes, 1280, 720);
        PlaneCamera after = before.Zoomed(0.5, 320, 180, 1280, 720);

        Assert.Equal(before.Width / 2, after.Width, 9);
        Assert.Equal(before.Left + (before.Width / 4), after.Left + (after.Width / 4), 9);
        Assert.Equal(before.Bottom + (before.Height / 4), after.Bottom + (after.Height / 4), 9);
    }

    [Fact]
    public void A_drag_to_the_right_and_down_moves_the_picture_with_it()
    {
        PlaneCamera before = SceneState.FitPlane(s_info, s_axes, 1280, 720);
        PlaneCamera after = before.Panned(64, 36, 1280, 720);
        ViewMatrix old = SampleWindow.WorldToPixel(before, s_info, s_axes, 1280, 720), now = SampleWindow.WorldToPixel(after, s_info, s_axes, 1280, 720);

        old.TryTransform(100, 50, 0, out double u0, out double v0, out _);
        now.TryTransform(100, 50, 0, out double u1, out double v1, out _);
        Assert.Equal(64, u1 - u0, 6);
        Assert.Equal(36, v1 - v0, 6);
    }

    [Fact]
    public void The_whole_plane_fits_and_its_first_sample_is_at_the_top_left()
    {
        ViewMatrix matrix = SampleWindow.WorldToPixel(SceneState.FitPlane(s_info, s_axes, 1280, 720), s_info, s_axes, 1280, 720);

        matrix.TryTransform(0, 0, 0, out double u, out double v, out _);
        Assert.Equal(1280 / 768.0 / 2, u, 6);
        Assert.Equal(720 / 432.0 / 2, v, 6);
    }

    [Fact]
    public void A_picture_of_another_shape_is_letterboxed_not_stretched()
    {
        PlaneCamera camera = SceneState.FitPlane(s_info, s_axes, 640, 640);

        Assert.Equal(camera.Width, camera.Height, 9);
        Assert.Equal(384, camera.Width, 9);
        Assert.Equal(107.75, camera.CenterY, 9);
    }

    [Fact]
    public void The_projection_shows_a_bead_where_the_matrix_says()
    {
        SceneState state = s_state with
        {
            DisplayedAxes = 3,
            Layers = [s_state.Layer with { Colormap = "gray", ContrastLow = 1700, ContrastHigh = 2600 }],
        };
        var picture = new RenderedPicture(640, 360);
        YuvBuffer target = picture.Buffer;
        using var renderer = new SceneRenderer(SceneLayout.Of(s_volume), burnMarks: false);
        renderer.Render(state, picture, RenderEffort.Interactive, CancellationToken.None);

        // The beads of the first planes lie free beside the embryo.
        ViewMatrix matrix = state.Orbit.WorldToPixel((s_info.Rows - 1) * 0.5, 640, 360);
        matrix.TryTransform(Fiducials.DepthColumn(2) * 0.5, Fiducials.DepthBeadRow * 0.5, 4, out double u, out double v, out _);
        Assert.True(Brightest(target, (int)u, (int)v, 5) > 60, $"Nothing bright near {u:0}, {v:0}.");
    }

    [Fact]
    public void From_above_volume_mode_is_oriented_like_plane_mode()
    {
        OrbitCamera camera = SceneState.FitOrbit(s_info, s_axes, 16 / 9.0) with { Azimuth = 0, Elevation = 90 };
        ViewMatrix matrix = camera.WorldToPixel((s_info.Rows - 1) * 0.5, 640, 360);

        matrix.TryTransform(10, 10, 90, out double u0, out double v0, out _);
        matrix.TryTransform(20, 10, 90, out double u1, out double v1, out _);
        matrix.TryTransform(10, 20, 90, out double u2, out double v2, out _);
        Assert.True(u1 > u0 && Math.Abs(v1 - v0) < 1e-6);
        Assert.True(v2 > v0 && Math.Abs(u2 - u0) < 1e-6);
    }

    [Theory]
    [InlineData(200, 20, 20, 1280, 720)]
    [InlineData(20, 200, 20, 1280, 720)]
    [InlineData(20, 20, 200, 1280, 720)]
    [InlineData(96, 60, 80, 1280, 720)]
    [InlineData(20, 20, 200, 300, 900)]
    [InlineData(7, 7, 7, 500, 500)]
    public void Every_corner_of_a_volume_is_seen_at_first_and_it_fills_the_picture(int planes, int rows, int columns, int width, int height)
    {
        SceneLayout layout = PaintScene.SmoothLayout(planes, rows, columns);
        OrbitCamera camera = SceneState.Initial(layout, width, height).Orbit;
        ViewMatrix matrix = camera.WorldToPixel(layout.Info.Axes[1].Scale * (rows - 1), width, height);
        double nearest = double.PositiveInfinity;
        for (int corner = 0; corner < 8; corner++)
        {
            double x = (corner & 1) == 0 ? 0 : columns - 1, y = (corner & 2) == 0 ? 0 : rows - 1, z = (corner & 4) == 0 ? 0 : planes - 1;
            matrix.TryTransform(x * layout.Info.Axes[2].Scale, y * layout.Info.Axes[1].Scale, z * layout.Info.Axes[0].Scale, out double u, out double v, out _);
            Assert.InRange(u, 0, width);
            Assert.InRange(v, 0, height);
            nearest = Math.Min(nearest, Math.Min(Math.Min(u, width - u) / width, Math.Min(v, height - v) / height));
        }

        Assert.InRange(nearest, 0, 0.1);
    }

    private static byte Brightest(YuvBuffer picture, int x, int y, int radius)
    {
        byte best = 0;
        for (int j = Math.Max(0, y - radius); j <= Math.Min(picture.Height - 1, y + radius); j++)
        {
            for (int i = Math.Max(0, x - radius); i <= Math.Min(picture.Width - 1, x + radius); i++)
            {
                best = Math.Max(best, picture.LumaRow(j)[i]);
            }
        }

        return best;
    }
}
