using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class InputBindingsTests : IDisposable
{
    private readonly LoopFixture _f = new();
    private readonly Source _source = new();

    public InputBindingsTests()
    {
        var bindings = new InputBindings(_f.Intents, _f.State, _source);
        _f.Input = () => bindings.Read(0);
        _f.BeginSession();
        _f.TellDims(3, 5, 0, 0);
        _f.Loop.Tick();
    }

    public void Dispose() => _f.Dispose();

    [Theory]
    [InlineData(Key.Right, 6)]
    [InlineData(Key.Up, 6)]
    [InlineData(Key.Left, 4)]
    [InlineData(Key.Down, 4)]
    [InlineData(Key.PageUp, 15)]
    [InlineData(Key.PageDown, 0)]
    public void Keys_move_through_the_planes(Key key, int expected)
    {
        Do(new InputEvent { Kind = InputKind.KeyDown, Key = key });

        Assert.Equal((StateValue)expected, Sent("index").Value);
    }

    [Fact]
    public void The_wheel_steps_and_collects_what_a_touch_pad_sends_in_parts()
    {
        Do(new InputEvent { Kind = InputKind.Scroll, ScrollY = 0.6 });
        Assert.Empty(_f.Posted);

        Do(new InputEvent { Kind = InputKind.Scroll, ScrollY = 0.6 });

        Assert.Equal((StateValue)6, Sent("index").Value);
    }

    [Fact]
    public void Control_and_wheel_up_zoom_in_at_the_pointer_with_rows_from_the_bottom()
    {
        Do(new InputEvent { Kind = InputKind.Scroll, ScrollY = 1, Modifiers = KeyModifiers.Control, X = 300, Y = 150 });

        var zoom = (MapValue)Sent("zoom").Value;
        Assert.True(zoom["factor"]!.TryGetDouble(out double factor));
        Assert.Equal(1 / 1.1, factor, 9);
        Assert.Equal((StateValue)new double[] { 150, 150 }, zoom["anchor_px"]);
    }

    [Fact]
    public void The_wheel_outside_the_picture_zooms_nothing()
    {
        Do(new InputEvent { Kind = InputKind.Scroll, ScrollY = 1, Modifiers = KeyModifiers.Control, X = 300, Y = 20 });

        Assert.Empty(_f.Posted);
    }

    [Fact]
    public void Plus_and_minus_zoom_at_the_centre()
    {
        Do(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Equal });

        Assert.Equal((StateValue)new double[] { 200, 100 }, ((MapValue)Sent("zoom").Value)["anchor_px"]);
    }

    [Fact]
    public void Dragging_moves_the_picture_by_pixels_of_the_picture()
    {
        Do(new InputEvent { Kind = InputKind.MouseMove, X = 10, Y = 60 });
        Do(
            new InputEvent { Kind = InputKind.MouseDown, Button = MouseButton.Left, X = 100, Y = 100 },
            new InputEvent { Kind = InputKind.MouseMove, X = 120, Y = 90 },
            new InputEvent { Kind = InputKind.MouseUp, Button = MouseButton.Left, X = 120, Y = 90 },
            new InputEvent { Kind = InputKind.MouseMove, X = 200, Y = 200 });

        var pan = (MapValue)Sent("pan").Value;
        Assert.Equal((StateValue)10.0, pan["dx_px"]);
        Assert.Equal((StateValue)(-5.0), pan["dy_px"]);
    }

    [Fact]
    public void Home_shows_all_again()
    {
        Do(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Home });

        Assert.Equal(new PropertyKey("camera", "main", "reset"), Sent("reset").Property);
    }

    [Theory]
    [InlineData(InputKind.Resize)]
    [InlineData(InputKind.Refresh)]
    [InlineData(InputKind.ContentScale)]
    public void What_damages_the_window_draws_it_again(InputKind kind)
    {
        int before = _f.Screen.Placeholders;

        Do(new InputEvent { Kind = kind });

        Assert.Equal(before + 1, _f.Screen.Placeholders);
    }

    [Theory]
    [InlineData(InputKind.KeyDown, Key.Escape)]
    [InlineData(InputKind.KeyDown, Key.Q)]
    [InlineData(InputKind.Close, Key.Unknown)]
    public void Escape_Q_and_the_windows_cross_leave(InputKind kind, Key key)
    {
        Do(new InputEvent { Kind = kind, Key = key });

        Assert.Equal(ExitCode.Ok, _f.State.Exit?.ExitCode);
    }

    private void Do(params InputEvent[] events)
    {
        foreach (InputEvent input in events)
        {
            _source.Events.Enqueue(input);
        }

        _f.Loop.Tick();
    }

    private StateUpdate Sent(string key) => _f.Posted.OfType<StateUpdate>().Single(update => update.Property.Key == key);

    /// <summary>A picture of 400 by 200 pixels, drawn twice as large below a bar of 50 rows.</summary>
    private sealed class Source : IInputSource
    {
        public Queue<InputEvent> Events { get; } = new();

        public ViewTransform View => new(0, 50, 800, 400, 400, 200);

        public bool TryDequeue(out InputEvent input) => Events.TryDequeue(out input);
    }
}
