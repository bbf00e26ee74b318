using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Client.Tests.Ui;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>
/// A user's round through the real program: a window on a virtual display, pointer and keys from outside. A second client of the same size, drawn into
/// memory, watches over a connection of its own: it says where the controls stand, what state the server has, and which pixels belong to it.
/// </summary>
public sealed class DrivenWindowTests
{
    private const int Width = 1100;
    private const int Height = 640;
    private const int Time = 0;
    private const int Depth = 1;

    /// <summary>Who watches has one row more at the top of the dock than who drives.</summary>
    private const int WatchingRow = (int)PropertyRows.RowHeight;

    [SkippableFact]
    public async Task After_each_thing_that_a_user_does_the_windows_pixels_and_the_servers_state_agree()
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed: pictures at rest would not be exact.");
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder["root/a.zarr"], new TinyZarrArray { Version = 2, Shape = [6, 40, 50], Chunks = [2, 20, 25], Type = "uint8" });
        using Desktop desktop = await Desktop.StartAsync(folder.Path, Width, Height);
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = folder["root"] });
        using Programs.RunningProgram program = await OpenAsync(server, desktop, folder.Path);
        await using UiSession twin = await UiSession.StartAsync(server, Width, Height);
        await twin.UntilAsync(() => twin.State.View.Drive is { IsDriver: false } && twin.State.Shown.Info.Width == twin.Ui.Options.Area.Width, "the window's size, and that it drives");
        await AgreeAsync(desktop, twin, "the first picture");

        await DragDepthAsync(desktop, twin);
        await PlayAsync(desktop, twin);
        await ZoomAsync(desktop, twin);
        await ContrastAndColormapAsync(desktop, twin);
        await VolumeAsync(desktop, twin);
        await OpenDatasetAsync(desktop, twin);

        await desktop.PressAsync("q");
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    private static async Task DragDepthAsync(Desktop desktop, UiSession twin)
    {
        ShapeRect slider = await twin.FindAsync(DimsPanel.Slider, Depth);
        await desktop.DragAsync(slider.CenterX, slider.CenterY, slider.CenterX + 90, slider.CenterY);
        await twin.UntilAsync(() => twin.State.Dims!.Step[Depth] > 60, "another plane");
        Agreed at = await AgreeAsync(desktop, twin, "the plane where the slider was let go");

        // The beads of the generated volume tell the plane without anybody's word for it; its samples are half a unit apart.
        const double Sample = 0.5;
        (ViewTransform view, ViewMatrix matrix) = (at.View, at.Matrix);
        double left = view.X + (((matrix[0, 0] * -Sample / 2) + matrix[0, 3]) * view.ScaleX);
        double top = view.Y + (((matrix[1, 1] * -Sample / 2) + matrix[1, 3]) * view.ScaleY);
        int depth = Beads.Depth(at.Look, (int)Math.Round(left), (int)Math.Round(top), (int)Math.Round(768 * Sample * matrix[0, 0] * view.ScaleX), (int)Math.Round(432 * Sample * matrix[1, 1] * view.ScaleY));
        Assert.Equal(at.Step[Depth], depth);
    }

    private static async Task PlayAsync(Desktop desktop, UiSession twin)
    {
        ShapeRect play = await twin.FindAsync(DimsPanel.Play, Time);
        await desktop.ClickAsync(play.CenterX, play.CenterY);
        await twin.UntilAsync(() => twin.State.Dims!.Step[Time] >= 3, "time to go on");
        await desktop.ClickAsync(play.CenterX, play.CenterY);
        await AgreeAsync(desktop, twin, "the time at which it was stopped, also in its title", async at => (await desktop.TitleAsync()).Contains($"t {at.Step[Time]}/", StringComparison.Ordinal));
    }

    private static async Task ZoomAsync(Desktop desktop, UiSession twin)
    {
        ViewTransform view = await twin.AskAsync(() => twin.Ui.View);
        (double x, double y) = (Math.Round(view.X + (view.Width * 0.6)), Math.Round(view.Y + (view.Height * 0.4)));
        (double Column, double Row, double Scale) before = await twin.AskAsync(() => WorldAt(twin, x, y));
        await desktop.ZoomAsync(x, y, 4);
        await twin.UntilAsync(() => WorldAt(twin, x, y).Scale > before.Scale * 1.45, "a larger picture");
        await AgreeAsync(desktop, twin, "the zoomed picture");

        (double Column, double Row, double Scale) after = await twin.AskAsync(() => WorldAt(twin, x, y));
        Assert.Equal(Math.Pow(1.1, 4), after.Scale / before.Scale, 3);
        Assert.Equal((before.Column, before.Row), (after.Column, after.Row), new Near(0.05));
    }

    private static async Task ContrastAndColormapAsync(Desktop desktop, UiSession twin)
    {
        string id = twin.State.View.Layers.Layers[0].Id;
        (long Sum, long Red) before = Light(await AgreeAsync(desktop, twin, "the picture before"));
        ShapeRect high = await twin.FindAsync("contrast_limits", 0, "high");
        await desktop.ClickAsync(high.CenterX, high.CenterY - WatchingRow);
        await desktop.PressAsync("ctrl+a", "6", "0", "0", "Return");
        await twin.UntilAsync(() => twin.State.View.Layers[id]!.ContrastLimits is { High: 600 }, "other limits");
        long red = Light(await AgreeAsync(desktop, twin, "a lighter picture, as narrower limits make it", at => Task.FromResult(Light(at).Sum > before.Sum * 1.2))).Red;

        ShapeRect colormap = await twin.FindAsync("colormap");
        await desktop.ClickAsync(colormap.CenterX, colormap.CenterY - WatchingRow);
        string old = twin.State.View.Layers[id]!.Colormap;
        await desktop.PressAsync("Up", "Return");
        await twin.UntilAsync(() => twin.State.View.Layers[id]!.Colormap != old, "another colormap");
        await AgreeAsync(desktop, twin, "the picture in other colours", at => Task.FromResult(Light(at).Red != red));
    }

    private static async Task VolumeAsync(Desktop desktop, UiSession twin)
    {
        await desktop.PressAsync("ctrl+y");
        await twin.UntilAsync(() => twin.State.Dims!.Ndisplay == 3 && twin.State.Shown.Info.View.DisplayedCount == 3, "a volume");
        await AgreeAsync(desktop, twin, "the volume");

        ViewTransform view = await twin.AskAsync(() => twin.Ui.View);
        (double x, double y) = (view.X + 120, view.Y + 140);
        await desktop.PressAsync("ctrl+r");
        await twin.UntilAsync(() => twin.State.View.Camera.Volume is not null, "where the camera stands");
        double azimuth = await twin.AskAsync(() => twin.State.View.Camera.Volume!.Value.Azimuth);
        await desktop.DragAsync(x, y, x + 50, y);
        await twin.UntilAsync(() => Math.Abs(Math.IEEERemainder(twin.State.View.Camera.Volume!.Value.Azimuth - (azimuth - 20), 360)) < 0.01, "an azimuth 20 degrees less");
        await AgreeAsync(desktop, twin, "the turned volume");
        await desktop.PressAsync("ctrl+y");
        await twin.UntilAsync(() => twin.State.Dims!.Ndisplay == 2, "planes again");
    }

    private static async Task OpenDatasetAsync(Desktop desktop, UiSession twin)
    {
        await desktop.PressAsync("ctrl+o");
        await twin.PressAsync(Key.O, KeyModifiers.Control);
        ShapeRect entry = await twin.FindAsync("files.entry");
        await twin.ClickAsync(entry);
        ShapeRect open = await twin.FindAsync("files.open");
        await twin.PressAsync(Key.Escape);

        // The window's own listing is there when the row can be seen: lighter than the ground of an empty list.
        await desktop.LookUntilAsync(look => Task.FromResult(HasText(look, entry)), () => "a dataset in the dialog");
        await desktop.ClickAsync(entry.CenterX, entry.CenterY);
        await desktop.ClickAsync(open.CenterX, open.CenterY);
        await twin.UntilAsync(() => twin.State.Dims!.Step.Length == 3 && twin.State.Shown.Info.HasView && twin.State.Shown.Info.View.AxisCount == 3, "the other dataset");
        Assert.EndsWith("a.zarr", twin.State.View.Scene.SourcePath, StringComparison.Ordinal);
        await AgreeAsync(desktop, twin, "the other dataset's picture");
    }

    /// <summary>Waits until what watches shows exactly what the server has, and the window the very same pixels.</summary>
    private static async Task<Agreed> AgreeAsync(Desktop desktop, UiSession twin, string what, Func<Agreed, Task<bool>>? also = null)
    {
        int worst = -1;
        Agreed? agreed = null;
        await desktop.LookUntilAsync(
            async look =>
            {
                agreed = await twin.AskAsync(() => IsAtRest(twin) ? new Agreed(look, twin.Capture(), twin.Ui.View, twin.State.Shown.Info.View.WorldToPixel, [.. twin.State.Dims!.Step]) : null);
                worst = agreed is not null && look.Width == Width && look.Height == Height ? Difference(agreed) : -1;
                return worst is >= 0 and <= 2 && (also is null || await also(agreed!));
            },
            () => $"{what} as the second client has it (the largest difference of a pixel is {worst}; -1: it was not at rest)");
        return agreed!;
    }

    private static bool IsAtRest(UiSession twin)
    {
        LoopState state = twin.State;
        if (state.Dims is not { } dims || !state.Shown.Info.HasView || state.ShownQuality != FrameQuality.Lossless || state.NeedsRedraw || state.Shown.Info.View.AxisCount != dims.Step.Length)
        {
            return false;
        }

        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (!DimsAxes.IsDisplayed(dims, axis) && ShownIndex.Of(state, axis) != dims.Step[axis])
            {
                return false;
            }
        }

        return state.Shown.Info.View.DisplayedCount == dims.Ndisplay;
    }

    /// <summary>The largest difference within the picture, away from what each window draws over it.</summary>
    private static int Difference(Agreed at)
    {
        const int Edge = 70;
        (TestPng look, CapturedImage image, ViewTransform view) = (at.Look, at.Twin, at.View);
        int worst = 0;
        for (int y = view.Y + Edge; y < view.Y + view.Height - Edge; y += 3)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = view.X + 4; x < view.X + view.Width - 4; x += 3)
            {
                (int r, int g, int b) = look.Pixel(x, y);
                worst = Math.Max(worst, Math.Max(Math.Abs(r - row[x * 4]), Math.Max(Math.Abs(g - row[(x * 4) + 1]), Math.Abs(b - row[(x * 4) + 2]))));
            }
        }

        return worst;
    }

    private static (double Column, double Row, double Scale) WorldAt(UiSession twin, double x, double y)
    {
        ViewMatrix matrix = twin.State.Shown.Info.View.WorldToPixel;
        ViewTransform view = twin.Ui.View;
        return ((((x - view.X) / view.ScaleX) - matrix[0, 3]) / matrix[0, 0], (((y - view.Y) / view.ScaleY) - matrix[1, 3]) / matrix[1, 1], matrix[0, 0]);
    }

    private static (long Sum, long Red) Light(Agreed at)
    {
        (TestPng look, ViewTransform view) = (at.Look, at.View);
        long sum = 0, red = 0;
        for (int y = view.Y + 70; y < view.Y + view.Height - 70; y += 3)
        {
            for (int x = view.X + 20; x < view.X + view.Width - 20; x += 3)
            {
                sum += look.Light(x, y);
                red += look.Pixel(x, y).R;
            }
        }

        return (sum, red);
    }

    private static bool HasText(TestPng look, ShapeRect place)
    {
        int least = int.MaxValue, most = 0;
        for (int x = (int)place.X; x < (int)place.Right; x++)
        {
            for (int y = (int)place.Y; y < (int)place.Bottom; y++)
            {
                least = Math.Min(least, look.Light(x, y));
                most = Math.Max(most, look.Light(x, y));
            }
        }

        return most - least > 200;
    }

    private static async Task<Programs.RunningProgram> OpenAsync(VolumeServerApp server, Desktop desktop, string folder)
    {
        Programs.RunningProgram program = Programs.Start(
            "fathom",
            ["connect", server.StateUrl, "--pixel-url", server.PixelUrl, "--size", $"{Width}x{Height}"],
            new Dictionary<string, string?> { ["DISPLAY"] = desktop.Name, ["XDG_STATE_HOME"] = folder });
        try
        {
            await program.UntilSaidAsync("pictures come.");
            await desktop.FindWindowAsync();
            return program;
        }
        catch (Exception) when (program.Said.Contains("why:", StringComparison.Ordinal))
        {
            Programs.Outcome outcome = await program.EndAsync();
            program.Dispose();
            Programs.SkipIfLacking(outcome);
            throw;
        }
    }

    /// <summary>One moment at which the window's pixels and those of the second client were the same.</summary>
    private sealed record Agreed(TestPng Look, CapturedImage Twin, ViewTransform View, ViewMatrix Matrix, int[] Step);

    /// <summary>Compares places of the world.</summary>
    private sealed class Near(double tolerance) : IEqualityComparer<(double X, double Y)>
    {
        public bool Equals((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) <= tolerance && Math.Abs(a.Y - b.Y) <= tolerance;

        public int GetHashCode((double X, double Y) value) => 0;
    }
}
