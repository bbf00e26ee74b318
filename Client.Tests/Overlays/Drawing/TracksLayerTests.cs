using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>Tracks and points in pixels, and where they are placed.</summary>
public sealed class TracksLayerTests
{
    private static readonly SceneFacts s_scene = new(2, "micrometer", new WorldRect(0, 0, 100, 60), [0, 0.1, 0.2, 0.3]);

    [SkippableFact]
    public void A_dot_is_where_the_track_is_now_and_its_trail_grows_paler_the_older_it_is()
    {
        PlacedTracks placed = Place("t,x,y,id,color\n0,20,20,a,ff0000\n0.1,50,20,a,\n0.2,80,20,a,\n0.1,10,50,b,00ff00\n");
        CapturedImage last = Draw(placed, 2), first = Draw(placed, 0);

        (int now, int newer, int older) = (Red(last, 80, 20), Red(last, 65, 20), Red(last, 35, 20));
        Assert.True(now > 240, $"{now}");
        Assert.True(newer > older && older > 20, $"{newer} {older}");
        Assert.Equal(0, Red(last, 50, 30));
        Assert.Equal((0, 0), (Red(first, 80, 20), Red(first, 35, 20)));
        Assert.True(Red(first, 20, 20) > 240);
        Assert.True(Draw(placed, 1).Row(50)[(10 * 4) + 1] > 240);
    }

    [SkippableFact]
    public void Nothing_is_drawn_outside_of_the_picture()
    {
        PlacedTracks placed = Place("t,x,y,id\n0,-400,30,a\n0.1,900,30,a\n0.2,50,30,a\n0.3,50,3000,a\n");
        for (int frame = 0; frame < 4; frame++)
        {
            CapturedImage image = Draw(placed, frame, new PictureArea(30, 10, 40, 40));
            IEnumerable<(int X, int Y)> lit = from y in Enumerable.Range(0, image.Height) from x in Enumerable.Range(0, image.Width) where image.Row(y)[x * 4] + image.Row(y)[(x * 4) + 1] > 0 select (x, y);
            Assert.All(lit, place => Assert.True(place is { X: >= 28 and < 72, Y: >= 8 and < 52 }, place.ToString()));
        }
    }

    [Fact]
    public void Pixels_take_the_calibration_and_the_clock_of_their_video()
    {
        VideoCalibration calibration = VideoCalibration.FromScale(0.5, "micrometer", new(200, 120), flipY: false);
        var origin = new VideoOrigin(calibration, [0, 0.05, 0.1], new(0.1, 2));
        PlacedTracks placed = Place("frame,x_px,y_px\n0,20,40\n2,30,50\n", origin);

        Assert.Equal([0.1, 0.3], placed.Tracks[0].Times.Select(static time => System.Math.Round(time, 9)));
        Assert.Equal(new PointWorld(15, 25), placed.Tracks[0].Points[1]);
        Assert.True(placed.IsCalibrated);
        FathomException refused = Assert.Throws<FathomException>(() => Place("frame,x_px,y_px\n0,20,40\n"));
        Assert.Contains("pixels of a video", refused.Why, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Tracks_that_are_never_seen_say_so()
    {
        Assert.Contains("none of its times", Assert.Single(Place("t,x,y\n50,20,40\n").Warnings), System.StringComparison.Ordinal);
        Assert.Contains("none of its places", Assert.Single(Place("t,x,y\n0,2000,40\n").Warnings), System.StringComparison.Ordinal);
        Assert.Empty(Place("t,x,y\n0,20,40\n").Warnings);
    }

    [Theory]
    [InlineData(-10, 5, 30, 5, true, 0, 5, 20, 5)]
    [InlineData(5, 5, 15, 15, true, 5, 5, 10, 10)]
    [InlineData(-5, 5, 5, -5.5, false, 0, 0, 0, 0)]
    [InlineData(30, 5, 40, 5, false, 0, 0, 0, 0)]
    [InlineData(double.NaN, 5, 10, 5, false, 0, 0, 0, 0)]
    [InlineData(-1e9, 5, 1e9, 5, true, 0, 5, 20, 5)]
    public void Lines_are_cut_at_the_edges(double ax, double ay, double bx, double by, bool isSeen, float cx, float cy, float dx, float dy)
    {
        Assert.Equal(isSeen, LineCut.TryCut(new ShapeRect(0, 0, 20, 10), (ax, ay), (bx, by), out (float X, float Y) first, out (float X, float Y) last));
        Assert.Equal((cx, cy, dx, dy), (first.X, first.Y, last.X, last.Y));
    }

    private static PlacedTracks Place(string table, VideoOrigin? origin = null)
    {
        using var folder = new Fixtures.TemporaryFolder();
        File.WriteAllText(folder["t.csv"], table);
        return TracksPlacing.Of(new TracksOverlaySpec { Id = "t", Path = folder["t.csv"], Alpha = 1 }, TrackFile.Read(folder["t.csv"]), s_scene, origin);
    }

    private static CapturedImage Draw(PlacedTracks placed, int frame, PictureArea? clip = null)
    {
        using OffscreenComposer composer = Open();
        composer.Begin(new byte[100 * 60 * 3], 100, 60);
        composer.Canvas.Begin();
        new TracksLayer(placed).Draw(composer.Canvas, Affine2.Identity, frame, clip ?? new PictureArea(0, 0, 100, 60), 1);
        composer.Canvas.End();
        var rgba = new byte[100 * 60 * 4];
        composer.Read(rgba);
        return new CapturedImage(100, 60, rgba);
    }

    private static int Red(CapturedImage image, int x, int y) => image.Row(y)[x * 4];

    private static OffscreenComposer Open()
    {
        try
        {
            return OffscreenComposer.Open(100, 60);
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }
}
