using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Wizard;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Server;
using Fathom.Client.Tests.Ui;
using Fathom.Client.Ui;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>A whole calibration as a user does it, with pointer and keys, in the client's own window over a live scene.</summary>
public sealed class WizardWindowTests
{
    private const int Width = 1100;
    private const int Height = 640;

    [SkippableFact]
    public async Task Four_pairs_are_clicked_residuals_appear_and_what_is_saved_is_the_fit()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();
        string video = CopyVideo(folder);
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        CalibrationView view = await OpenAsync(session, video);
        Assert.False(view.Session!.Wizard!.Draft.FlipY);

        (double X, double Y)[] parts = [(0.1, 0.15), (0.9, 0.2), (0.8, 0.9), (0.15, 0.8)];
        var pairs = new List<LandmarkPair>();
        foreach ((double x, double y) in parts)
        {
            pairs.Add(await ClickPairAsync(session, view, x, y));
        }

        CalibrationWizard wizard = view.Session.Wizard;
        string unit = view.Session.Scene.Unit;
        var direct = VideoCalibration.FromLandmarks(pairs, unit, wizard.Frame, flipY: false);
        Assert.Equal(4, wizard.Result.Residuals.Length);
        Assert.Equal(direct.Rms, wizard.Preview!.Rms, 9);
        await session.FindAsync("wizard.remove", 3);

        // Listening begins before the key: what is told is gone after some seconds.
        string told = "";
        Task ended = session.UntilAsync(
            () =>
            {
                told = session.Ui.Main.Notices.Text is { } text && text.Contains("saved", StringComparison.Ordinal) ? text : told;
                return !view.IsOpen && told.Length > 0;
            },
            "the end of the calibration, and what is told of it");
        await session.PressAsync(Key.Enter);
        await ended;
        CalibrationDocument saved = CalibrationDocument.Read(CalibrationDocument.PathBeside(video));
        Assert.Equal(direct.Map, saved.Calibration.Map);
        Assert.Equal(4, saved.Calibration.Residuals.Length);
    }

    [SkippableFact]
    public async Task Points_are_typed_dragged_taken_back_and_only_an_answer_throws_them_away()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        CalibrationView view = await OpenAsync(session, CopyVideo(folder));
        CalibrationWizard wizard = view.Session!.Wizard!;

        await TypeAsync(session, "wizard.pixel", "100.25, 50.5");
        await TypeAsync(session, "wizard.world", "12.5, -3");
        Assert.Equal(new WizardPair(new(100.25, 50.5), new(12.5, -3)), await session.AskAsync(() => Assert.Single(wizard.Draft.Pairs)));

        (double x, double y) = await session.AskAsync(() => view.FramePane!.PlaceOf(new WizardHandle(WizardPart.Landmark))!.Value);
        (double X, double Y) from = (Math.Round(x), Math.Round(y));
        await session.SendAsync(
            UiSession.At(InputKind.MouseMove, from.X, from.Y), UiSession.At(InputKind.MouseDown, from.X, from.Y), UiSession.At(InputKind.MouseMove, from.X + 20, from.Y + 9),
            UiSession.At(InputKind.MouseMove, from.X + 30, from.Y + 12), UiSession.At(InputKind.MouseUp, from.X + 30, from.Y + 12));
        await session.UntilAsync(() => wizard.Draft.Pairs[0].Pixel!.Value.X > 100.25, "the point elsewhere");
        double scale = await session.AskAsync(() => view.FramePane!.ToFramebuffer.ScaleX);
        Assert.Equal(100.25 + (30 / scale), await session.AskAsync(() => wizard.Draft.Pairs[0].Pixel!.Value.X), 9);
        await session.PressAsync(Key.Z, KeyModifiers.Control);
        await session.UntilAsync(() => wizard.Draft.Pairs[0].Pixel!.Value.X == 100.25, "the drag taken back");
        await session.PressAsync(Key.Right, KeyModifiers.Control);
        await session.UntilAsync(() => Math.Abs(wizard.Draft.Pairs[0].Pixel!.Value.X - 100.35) < 1e-9, "a tenth of a pixel");

        await session.PressAsync(Key.Escape);
        await session.FindAsync("wizard.answer", 1);
        await session.PressAsync(Key.Escape);
        await session.UntilAsync(() => session.Ui.Main.Gui.Popup.IsNone, "the question gone");
        Assert.True(view.IsOpen);
        await session.PressAsync(Key.Escape);
        await session.ClickAsync(await session.FindAsync("wizard.answer", 1));
        await session.UntilAsync(() => !view.IsOpen, "the wizard closed");
        Assert.Empty(Directory.GetFiles(folder.Path, "*.json"));
    }

    [SkippableFact]
    public async Task The_frame_that_is_shown_is_the_one_that_was_asked_for_and_lies_over_the_scene()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        CalibrationView view = await OpenAsync(session, CopyVideo(folder));
        await ClickPairAsync(session, view, 0.2, 0.2);
        await ClickPairAsync(session, view, 0.8, 0.25);
        CapturedImage before = await session.LookAsync();
        await ClickPairAsync(session, view, 0.7, 0.8);
        await session.UntilAsync(() => view.Session!.Wizard!.Preview is not null, "a fit");
        ShapeRect scene = await session.AskAsync(() => view.Layout.Scene), frame = await session.AskAsync(() => view.Layout.Frame);
        await session.UntilAsync(() => Differences(before, session.Capture(), scene) > scene.Width * scene.Height * 0.1, "the video over the scene");
        await session.SendAsync(UiSession.At(InputKind.MouseMove, frame.X + 5, frame.Y + 5));
        await session.PressAsync(Key.PageUp);
        await session.UntilAsync(() => view.Session!.Frames.Wanted == 10, "the frame ten on");
        await session.SendAsync(Wheel(frame.CenterX, frame.CenterY, 4));
        await session.UntilAsync(() => !view.Session!.Zoom.IsWhole, "a larger frame");
    }

    private static int Differences(CapturedImage a, CapturedImage b, ShapeRect place)
    {
        int count = 0;
        for (int y = (int)place.Y; y < (int)place.Bottom; y++)
        {
            for (int x = (int)place.X * 4; x < (int)place.Right * 4; x += 4)
            {
                count += a.Row(y).Slice(x, 3).SequenceEqual(b.Row(y).Slice(x, 3)) ? 0 : 1;
            }
        }

        return count;
    }

    private static string CopyVideo(TemporaryFolder folder)
    {
        string video = folder["mouse.mp4"];
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "mouse.mp4"), video);
        return video;
    }

    private static async Task<CalibrationView> OpenAsync(UiSession session, string video)
    {
        CalibrationView view = session.Ui.Main.Calibration;
        await session.AskAsync(() =>
        {
            view.Open(new VideoOverlaySpec { Id = "cam", Path = video });
            return true;
        });
        await session.UntilAsync(() => view.Session?.Wizard is not null, "the video");

        // Its picture must stand in the scene's half before places of it are worked out.
        await session.UntilAsync(() => WizardScenePane.MapOf(session.State, session.Ui.Main.Picture) is not null && session.Ui.Main.Picture.X >= (int)view.Layout.Scene.X, "the scene in its half");
        return view;
    }

    /// <summary>Clicks at a part of the frame and at the same part of the scene, and says which pair that is.</summary>
    private static async Task<LandmarkPair> ClickPairAsync(UiSession session, CalibrationView view, double partX, double partY)
    {
        (double X, double Y, PointPx Pixel) left = await session.AskAsync(() =>
        {
            (double x, double y) = view.FramePane!.ToFramebuffer.Apply(partX * view.Session!.Frames.Size.Width, partY * view.Session.Frames.Size.Height);
            (x, y) = (Math.Round(x), Math.Round(y));
            (double u, double v) = view.FramePane.ToFramebuffer.Inverse().Apply(x, y);
            return (x, y, new PointPx(u, v));
        });
        await session.ClickAsync(new ShapeRect((float)left.X, (float)left.Y, 0, 0));
        (double X, double Y, PointWorld World) right = await session.AskAsync(() =>
        {
            ViewTransform picture = session.Ui.Main.Picture;
            (double x, double y) = (Math.Round(picture.X + (partX * picture.Width)), Math.Round(picture.Y + (partY * picture.Height)));
            (double u, double v) = WizardScenePane.MapOf(session.State, picture)!.Value.Inverse().Apply(x, y);
            return (x, y, new PointWorld(u, v));
        });
        int pairs = view.Session!.Wizard!.Draft.Pairs.Count(static pair => pair.IsComplete);
        await session.ClickAsync(new ShapeRect((float)right.X, (float)right.Y, 0, 0));
        await session.UntilAsync(() => view.Session!.Wizard!.Draft.Complete.Length > pairs, "another pair");
        LandmarkPair pair = await session.AskAsync(() => view.Session!.Wizard!.Draft.Complete[^1]);
        Assert.True(double.Hypot(left.Pixel.X - pair.Pixel.X, left.Pixel.Y - pair.Pixel.Y) < 1e-6, $"{left.Pixel} and not {pair.Pixel}");
        Assert.True(double.Hypot(right.World.X - pair.World.X, right.World.Y - pair.World.Y) < 1e-6, $"{right.World} and not {pair.World}");
        return pair;
    }

    private static async Task TypeAsync(UiSession session, string field, string text)
    {
        await session.ClickAsync(await session.FindAsync(field));
        await session.PressAsync(Key.A, KeyModifiers.Control);
        await session.SendAsync([.. text.Select(static sign => new InputEvent { Kind = InputKind.Text, Character = sign })]);
        await session.PressAsync(Key.Enter);
    }

    private static InputEvent Wheel(double x, double y, double steps) => new() { Kind = InputKind.Scroll, X = x, Y = y, ScrollY = steps };
}
