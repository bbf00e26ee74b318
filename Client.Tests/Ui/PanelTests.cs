using System;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Client;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>What the panels say and send, without server and without GL.</summary>
public sealed class PanelTests : IDisposable
{
    private readonly LoopFixture _f = new();
    private readonly FakeCanvas _canvas = new();
    private readonly MainView _view;

    public PanelTests()
    {
        var player = new AxisPlayer(_f.State, _f.Intents, _f.Presenter, _f.Time);
        _view = new MainView(new UiParts(_f.State, _f.Intents, player, _f.Counters, "h:1", static () => { }, _f.Time), new UiSettings("h:1"));
        _f.BeginSession();
        _f.Receive(new NotifyScene(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1, Seq = 0, DeltaToken = "t" },
            MapValue.Empty,
            [
                MapValue.Of(
                    ("layer_id", "layer-0"),
                    ("name", "nuclei"),
                    ("scale", new double[] { 30, 2, 0.5, 0.5 }),
                    ("metadata", MapValue.Of(("units", new ListValue([new TextValue("s"), new TextValue("micrometer"), new TextValue("micrometer"), new TextValue("micrometer")])))),
                    ("controls", MapValue.Of(("opacity", 0.75), ("contrast_limits", new double[] { 10, 200 }), ("colormap", "magma")))),
            ]));
        _f.TellDims(1, 12, 0, 0);
        _f.Loop.Tick();
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void Each_axis_that_is_not_displayed_has_name_index_size_and_world_value()
    {
        Pass(default);
        Assert.Equal(2, _view.Dims.Rows);
        foreach (string text in (string[])["t", "z", "1", "12", " / 9", " / 19", "30", "24", "s", "µm"])
        {
            Assert.Contains(text, _canvas.Texts);
        }
    }

    [Fact]
    public void A_refused_change_is_explained_below_its_control_and_the_old_value_stands()
    {
        var key = new PropertyKey("layer", "layer-0", "opacity");
        _f.Intents.Set(key, new NumberValue(0.1));
        _f.Loop.Tick();
        StateUpdate sent = _f.Posted.OfType<StateUpdate>().Single();
        _f.Receive(AckState.Reject(new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, sent.IntentId!, sent.FrameId!, new ErrorInfo("state.invalid", "frozen today")));
        _f.Loop.Tick();

        Pass(default);

        Assert.Contains("frozen today", _canvas.Texts);
        Assert.Contains("✕", _canvas.Texts);
        Assert.Contains("0.75", _canvas.Texts);
    }

    [Fact]
    public void A_typed_world_value_moves_the_axis_to_the_nearest_index()
    {
        Pass(default);
        Assert.True(_view.Gui.TryFind(new UiId("dims.world", 1), out ShapeRect place));
        Pass(new InputEvent { Kind = InputKind.MouseDown, X = place.CenterX, Y = place.CenterY });
        Pass(new InputEvent { Kind = InputKind.MouseUp, X = place.CenterX, Y = place.CenterY });
        Pass(new InputEvent { Kind = InputKind.KeyDown, Key = Key.A, Modifiers = KeyModifiers.Control });
        Pass(new InputEvent { Kind = InputKind.Text, Character = '9' });
        Pass(new InputEvent { Kind = InputKind.KeyDown, Key = Key.Enter });
        _f.Loop.Tick();

        StateUpdate sent = _f.Posted.OfType<StateUpdate>().Single();
        Assert.Equal(new PropertyKey("dims", "z", "index"), sent.Property);
        Assert.True(sent.Value.TryGetInt64(out long index));
        Assert.Equal(4, index);
    }

    [Fact]
    public void A_layer_of_labels_has_no_contrast_gamma_and_colormap()
    {
        Pass(default);
        Assert.Contains("Gamma", _canvas.Texts);
        _f.Receive(new NotifyScene(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1, Seq = 0, DeltaToken = "t" },
            MapValue.Empty,
            [MapValue.Of(("layer_id", "layer-0"), ("name", "cells"), ("layer_type", "labels"), ("controls", MapValue.Of(("opacity", 0.5))))]));
        _f.Loop.Tick();

        Pass(default);

        Assert.Contains("Opacity", _canvas.Texts);
        Assert.Contains("Blending", _canvas.Texts);
        foreach (string text in (string[])["Contrast", "Gamma", "Colormap", "Interpolate"])
        {
            Assert.DoesNotContain(text, _canvas.Texts);
        }
    }

    [Fact]
    public void Without_a_connection_the_card_says_so_and_offers_to_try_at_once()
    {
        _f.State.StateChannel = new(Fathom.Client.Streams.ChannelKind.State, Fathom.Client.Streams.ChannelPhase.Waiting, Fathom.Client.Streams.ChannelEnd.Stopped, _f.Time.GetTimestamp() + 2_000_000);
        _view.Life.Update(_f.Time.GetTimestamp());
        Pass(default);
        Assert.Contains("The next attempt in 2.0 s", _canvas.Texts);
        Assert.Contains("Retry now", _canvas.Texts);
    }

    [Fact]
    public void The_green_dot_of_what_was_taken_over_goes_after_a_moment_at_every_control()
    {
        Pass(default);
        int before = Dots();
        PropertyKey[] keys = [IntentQueue.Displayed, IntentQueue.Level, new("layer", "layer-0", "visible"), new("layer", "layer-0", "gamma")];
        _f.Time.Advance(10);
        foreach (PropertyKey key in keys)
        {
            _f.Intents.News.Accept(key, _f.Time.GetTimestamp());
        }

        Pass(default);
        Assert.True(Dots() >= before + 3, $"{Dots()} dots, {before} before");

        _f.Time.Advance(3);
        Pass(default);
        Assert.Equal(before, Dots());

        int Dots() => _canvas.Rounds.Count(color => color == _view.Gui.Theme.Good);
    }

    private void Pass(in InputEvent input)
    {
        _canvas.Texts.Clear();
        _canvas.Rounds.Clear();
        _view.Pass(_canvas, 1400, 900, 1, 1, _f.Time.GetTimestamp(), input);
    }
}
