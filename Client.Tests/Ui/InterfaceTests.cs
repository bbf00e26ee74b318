using System;
using System.Threading.Tasks;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Server;
using Fathom.Client.Ui;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Panels, keys and pointer against our server: what is asked, what the server has and what the picture shows agree.</summary>
public sealed class InterfaceTests
{
    private const int Width = 1100;
    private const int Height = 640;
    private const int Time = 0;
    private const int Depth = 1;

    [SkippableFact]
    public async Task Dragging_the_slider_of_z_moves_the_plane_and_ends_exactly_where_the_pointer_does()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        ShapeRect slider = await session.FindAsync(DimsPanel.Slider, Depth);
        int before = ShownIndex.Of(session.State, Depth);

        await session.SendAsync(UiSession.At(InputKind.MouseDown, slider.CenterX, slider.CenterY));
        for (int i = 0; i < 40; i++)
        {
            await session.SendAsync(UiSession.At(InputKind.MouseMove, slider.CenterX + (i * 5), slider.CenterY));
        }

        int asked = await session.AskAsync(() => ShownIndex.Asked(session.State, session.Parts.Intents, Depth));
        Assert.NotEqual(before, asked);
        await session.UntilAsync(() => ShownIndex.Of(session.State, Depth) == asked, "the picture of the last index");
        await session.SendAsync(UiSession.At(InputKind.MouseUp, slider.CenterX + 200, slider.CenterY));
        Assert.Equal(asked, session.State.Dims!.Step[Depth]);
    }

    [SkippableFact]
    public async Task Playing_moves_time_and_stop_stops_at_the_picture_that_is_shown()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);

        await session.ClickAsync(await session.FindAsync(DimsPanel.Play, Time));
        await session.UntilAsync(() => ShownIndex.Of(session.State, Time) >= 3, "three more pictures");
        int shown = await session.AskAsync(() =>
        {
            session.Ui.Player.Stop();
            return ShownIndex.Of(session.State, Time);
        });

        await session.UntilAsync(() => !session.Parts.Intents.IsBusy && session.State.Dims!.Step[Time] == shown, "the server at the stop");
        Assert.Equal(shown, await session.AskAsync(() => ShownIndex.Of(session.State, Time)));
        Assert.Equal(shown, await session.AskAsync(() => ShownIndex.Asked(session.State, session.Parts.Intents, Time)));
    }

    [SkippableFact]
    public async Task Every_frame_shows_every_index_in_order()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        var seen = new System.Collections.Generic.List<int>();
        await session.AskAsync(() =>
        {
            session.Ui.Player.Change(Time, new PlaybackSettings { Fps = 60, EveryFrame = true }, 0);
            return 0;
        });

        await session.PressAsync(Key.Up, KeyModifiers.Alt);
        await session.PressAsync(Key.Space);
        await session.UntilAsync(
            () =>
            {
                int index = ShownIndex.Of(session.State, Time);
                if (seen.Count == 0 || seen[^1] != index)
                {
                    seen.Add(index);
                }

                return seen.Count >= 8;
            },
            "eight pictures");

        for (int i = 1; i < seen.Count; i++)
        {
            Assert.Equal(seen[i - 1] + 1, seen[i]);
        }
    }

    [SkippableFact]
    public async Task Zooming_keeps_the_place_under_the_pointer_and_scrolling_up_zooms_in()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        ViewTransform view = session.Ui.View;
        double x = view.X + (view.Width * 0.7);
        double y = view.Y + (view.Height * 0.3);
        (double Column, double Row, double Scale) before = await session.AskAsync(() => World(session, x, y));

        Task ahead = session.UntilAsync(() => session.Ui.Options.Shift.Magnification > 1, "the picture at hand to be moved ahead");
        await session.SendAsync(new InputEvent { Kind = InputKind.Scroll, ScrollY = 4, X = x, Y = y, Modifiers = KeyModifiers.Control });
        await ahead;
        await session.UntilAsync(() => World(session, x, y).Scale > before.Scale * 1.4 && !session.Parts.Intents.Camera.Prediction.IsAhead, "the larger picture");

        (double Column, double Row, double Scale) after = await session.AskAsync(() => World(session, x, y));
        Assert.Equal(Math.Pow(1.1, 4), after.Scale / before.Scale, 3);
        Assert.Equal(before.Column, after.Column, 2);
        Assert.Equal(before.Row, after.Row, 2);
    }

    [SkippableFact]
    public async Task A_drag_moves_the_plane_with_the_pointer_and_nothing_jumps_when_the_true_picture_comes()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        ViewTransform view = session.Ui.View;
        double x = view.X + (view.Width / 2);
        double y = view.Y + (view.Height / 2);
        (double Column, double Row, double _) held = await session.AskAsync(() => World(session, x, y));

        ViewTransform moved = default;
        Task ahead = session.UntilAsync(
            () =>
            {
                moved = Predicted(session);
                return session.Parts.Intents.Camera.Prediction.IsAhead;
            },
            "the picture at hand to be moved ahead");
        await session.SendAsync(UiSession.At(InputKind.MouseDown, x, y), UiSession.At(InputKind.MouseMove, x + 37, y - 21));
        await ahead;
        await session.SendAsync(UiSession.At(InputKind.MouseUp, x + 37, y - 21));
        await session.UntilAsync(() => !session.Parts.Intents.Camera.Prediction.IsAhead && !session.Parts.Intents.IsBusy, "the true picture");

        (double Column, double Row, double _) after = await session.AskAsync(() => World(session, x + 37, y - 21));
        Assert.Equal(held.Column, after.Column, 2);
        Assert.Equal(held.Row, after.Row, 2);
        Assert.InRange(moved.X - view.X, 36, 38);
        Assert.InRange(moved.Y - view.Y, -22, -20);
    }

    [SkippableFact]
    public async Task The_volume_is_turned_by_a_plain_drag_and_3D_is_shown_by_its_button()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);

        await session.ClickAsync(await session.FindAsync("view.display", 0, "part", 1));
        await session.UntilAsync(() => session.State.Dims!.Ndisplay == 3 && session.State.Shown.Info.View.DisplayedCount == 3, "a volume");
        ViewMatrix before = await session.AskAsync(() => session.State.Shown.Info.View.WorldToPixel);
        await DragAsync(session, 10);
        await session.UntilAsync(() => session.State.Shown.Info.View.WorldToPixel != before && session.State.View.Camera.Volume is not null, "the turned volume");
        double azimuth = session.State.View.Camera.Volume!.Value.Azimuth;
        await DragAsync(session, 50);

        await session.UntilAsync(() => Math.Abs(Math.IEEERemainder(session.State.View.Camera.Volume!.Value.Azimuth - (azimuth - 20), 360)) < 0.01, "an azimuth 20 degrees less");
        await session.PressAsync(Key.Y, KeyModifiers.Control);
        await session.UntilAsync(() => session.State.Dims!.Ndisplay == 2 && session.State.Shown.Info.View.DisplayedCount == 2, "the plane again");
    }

    [SkippableFact]
    public async Task Contrast_and_colormap_reach_the_server_and_the_picture()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        string id = session.State.View.Layers.Layers[0].Id;

        await session.ClickAsync(await session.FindAsync("colormap"));
        await session.PressAsync(Key.Up);
        await session.PressAsync(Key.Enter);
        await session.UntilAsync(() => session.State.View.Layers[id]!.Colormap != "magma", "another colormap");
        Assert.Equal(session.State.View.Layers[id]!.Colormap, session.Parts.Intents.Shown(new PropertyKey("layer", id, "colormap"))!.AsText());

        await session.ClickAsync(await session.FindAsync("contrast_limits", 0, "high"));
        await session.SendAsync(new InputEvent { Kind = InputKind.Text, Character = '9' }, new InputEvent { Kind = InputKind.Text, Character = '9' });
        CapturedImage before = await session.LookAsync();
        await session.PressAsync(Key.Enter);
        await session.UntilAsync(() => session.State.View.Layers[id]!.ContrastLimits is { High: 99 } && !session.Parts.Intents.IsBusy, "the contrast");
        long revision = session.Parts.Intents.LastRevision ?? 0;
        await session.UntilAsync(() => session.State.Shown.Info.View.Revision >= revision && !session.State.NeedsRedraw, "its picture");

        CapturedImage after = await session.LookAsync();
        ViewTransform view = session.Ui.View;
        Assert.True(Light(after, view) > Light(before, view) * 1.2, "narrower limits make it lighter");
    }

    [SkippableFact]
    public async Task The_servers_picture_follows_the_place_that_the_window_has_for_it()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, Width, Height, static settings => settings with { Ui = settings.Ui with { FollowsSize = true } });

        PictureArea area = await session.AskAsync(() => session.Ui.Options.Area);
        await session.UntilAsync(() => session.State.Shown.Info.Width == (area.Width & ~1) && session.State.Shown.Info.Height == (area.Height & ~1), "a picture of the area's size");

        Assert.Equal(1, session.Ui.View.ScaleX, 2);
    }

    [SkippableFact]
    public async Task Letters_are_no_shortcuts_while_a_dialog_is_open_and_q_leaves_only_when_nothing_is()
    {
        using var folder = new Fixtures.TemporaryFolder();
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = folder.Path });
        await using UiSession session = await UiSession.StartAsync(server, Width, Height);
        await session.PressAsync(Key.O, KeyModifiers.Control);
        await session.FindAsync("files.path");

        await session.PressAsync(Key.T);
        await session.PressAsync(Key.Q);
        (UiTheme theme, bool leaves) = await session.AskAsync(() => (session.Ui.Main.Gui.Theme, session.State.Exit is not null));
        Assert.Equal((true, false), (ReferenceEquals(theme, UiTheme.Dark), leaves));

        await session.PressAsync(Key.Escape);
        await session.PressAsync(Key.F1);
        await session.PressAsync(Key.Q);
        Assert.False(await session.AskAsync(() => session.State.Exit is not null));

        await session.PressAsync(Key.Escape);
        await session.PressAsync(Key.T);
        Assert.False(ReferenceEquals(await session.AskAsync(() => session.Ui.Main.Gui.Theme), UiTheme.Dark));
    }

    private static Task DragAsync(UiSession session, double distance)
    {
        ViewTransform view = session.Ui.View;
        double x = view.X + 100;
        double y = view.Y + 100;
        return session.SendAsync(
            UiSession.At(InputKind.MouseDown, x, y), UiSession.At(InputKind.MouseMove, x + distance, y), UiSession.At(InputKind.MouseUp, x + distance, y));
    }

    private static (double Column, double Row, double Scale) World(UiSession session, double x, double y)
    {
        ViewMatrix matrix = session.State.Shown.Info.View.WorldToPixel;
        ViewTransform view = session.Ui.View;
        double u = (x - view.X) / view.ScaleX;
        double v = (y - view.Y) / view.ScaleY;
        return ((u - matrix[0, 3]) / matrix[0, 0], (v - matrix[1, 3]) / matrix[1, 1], matrix[0, 0]);
    }

    private static ViewTransform Predicted(UiSession session) =>
        ViewTransform.Place(session.State.Shown.Info.Width, session.State.Shown.Info.Height, Width, Height, session.Ui.Options);

    private static double Light(CapturedImage image, ViewTransform view)
    {
        double sum = 0;
        for (int y = view.Y + 60; y < view.Y + view.Height - 60; y += 3)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = view.X + 20; x < view.X + view.Width - 20; x += 3)
            {
                sum += row[x * 4] + row[(x * 4) + 1] + row[(x * 4) + 2];
            }
        }

        return sum;
    }
}
