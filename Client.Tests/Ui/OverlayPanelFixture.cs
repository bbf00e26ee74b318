using System;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Playback;
using Fathom.Client.Tests.Client;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Tests.Ui;

/// <summary>A view with overlays that are only said to be, on a canvas that draws nothing.</summary>
public abstract class OverlayPanelFixture : IDisposable
{
    private protected readonly LoopFixture _f = new();
    private protected readonly FakeCanvas _canvas = new();
    private protected readonly FakeOverlayStack _stack = new();
    private protected readonly MainView _view;
    private protected float _scale = 1;
    private double _now = 1;

    protected OverlayPanelFixture()
    {
        var player = new AxisPlayer(_f.State, _f.Intents, _f.Presenter, _f.Time);
        _view = new MainView(new UiParts(_f.State, _f.Intents, player, _f.Counters, "h:1", static () => { }, _f.Time) { Overlays = _stack }, new UiSettings("h:1"));
        _f.BeginSession();
        _f.Receive(new NotifyScene(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1, Seq = 0, DeltaToken = "t" },
            MapValue.Empty,
            [MapValue.Of(("layer_id", "layer-0"), ("name", "nuclei"), ("scale", new double[] { 30, 2, 0.5, 0.5 }), ("metadata", MapValue.Of(("units", new ListValue([new TextValue("s"), new TextValue("mm"), new TextValue("mm"), new TextValue("mm")])))))]));
        _f.TellDims(1, 12, 0, 0);
        _f.Loop.Tick();
    }

    public void Dispose()
    {
        _f.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected OverlayItem Video(string id, bool followsTime = false, double coverage = 1)
    {
        var spec = new VideoOverlaySpec { Id = id, Path = $"/data/{id}.mp4" };
        OverlayItem item = _stack.Add(spec);
        var frame = new SizePx(64, 48);
        VideoCalibration calibration = VideoCalibration.Stretched(new WorldRect(0, 0, 20, 15), "mm", frame, flipY: false);
        item.Aligned = new AlignedVideo(
            spec, calibration, FrameReading.Whole, calibration.Map, calibration.Quad(FrameReading.Whole), null, new SceneCoverage(coverage, [], coverage < 1 ? "Not all." : null), []);
        (item.Phase, item.FollowsTime, item.WantedFrame, item.ShownFrame) = (OverlayPhase.Ready, followsTime, 3, 3);
        return item;
    }

    private protected string Order() => string.Concat(_stack.Items.Select(static item => item.Spec.Id));

    private protected ShapeRect Find(UiId id) => _view.Gui.TryFind(id, out ShapeRect place) ? place : throw new InvalidOperationException($"{id} is not there.");

    private protected void Click(UiId id)
    {
        Pass(default);
        ShapeRect place = Find(id);
        Press(place.CenterX, place.CenterY);
        Release(place.CenterX, place.CenterY);
    }

    private protected void Press(double x, double y) => Pass(UiSession.At(InputKind.MouseDown, x, y));

    private protected void Move(double x, double y) => Pass(UiSession.At(InputKind.MouseMove, x, y));

    private protected void Release(double x, double y) => Pass(UiSession.At(InputKind.MouseUp, x, y));

    private protected void PressKey(Key key, KeyModifiers modifiers = KeyModifiers.None) => Pass(new InputEvent { Kind = InputKind.KeyDown, Key = key, Modifiers = modifiers });

    private protected void Type(UiId id, string text)
    {
        Click(id);
        PressKey(Key.A, KeyModifiers.Control);
        foreach (char sign in text)
        {
            Pass(new InputEvent { Kind = InputKind.Text, Character = sign });
        }

        PressKey(Key.Enter);
        Pass(default);
    }

    private protected void Pass(in InputEvent input)
    {
        _canvas.Texts.Clear();
        _canvas.Rounds.Clear();
        _view.Pass(_canvas, (int)(1400 * _scale), (int)(900 * _scale), _scale, _now += 0.01, _f.Time.GetTimestamp(), input);
    }
}
