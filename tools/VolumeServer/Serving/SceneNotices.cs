using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>The scene in the words of the public protocol. Every frame is made for one session and can be addressed to others.</summary>
internal sealed class SceneNotices
{
    /// <summary>The session of a frame that is made once and addressed to each receiver when it is sent.</summary>
    public const string Everybody = "";

    private const double PlaneZoom = 0.007;

    private readonly VideoPipeline _video;
    private readonly ServerClock _clock;
    private Exhibit _exhibit;
    private ImmutableArray<LevelInfo> _levels;

    public SceneNotices(Exhibit exhibit, VideoPipeline video, ServerClock clock)
    {
        _exhibit = exhibit;
        _video = video;
        _clock = clock;
        _levels = Levels();
    }

    private SceneLayout Layout => _exhibit.Layout;

    private VolumeInfo Info => _exhibit.Info;

    public TopicHistory Scene { get; } = new();

    public TopicHistory Layers { get; } = new();

    public TopicHistory Stream { get; } = new(kept: 32, most: 32);

    /// <summary>Other data; whoever calls sees to it that nothing is made meanwhile.</summary>
    public void Show(Exhibit exhibit)
    {
        _exhibit = exhibit;
        _levels = Levels();
    }

    public NotifyScene MakeScene(string session, SceneState state)
    {
        Scene.Reset();
        MapValue settings = MapValue.Of(
            ("fps_target", (double)_video.Settings.FramesPerSecond),
            ("canvas_size", new int[] { _video.Announced.Width, _video.Announced.Height }),
            ("volume_enabled", state.IsVolume));
        MapValue dims = MapValue.Of(
            ("ndim", Info.Axes.Length),
            ("axis_labels", Texts(_exhibit.Labels)),
            ("order", Numbers(state.Order)),
            ("level_shapes", Shapes(LevelShapes(state))),
            ("current_level", state.Level ?? 0),
            ("current_step", Numbers(state.Step)),
            ("displayed", Numbers(state.Displayed(Info))),
            ("ndisplay", state.DisplayedAxes));
        MapValue camera = Pose(state).With("ndisplay", state.DisplayedAxes);
        MapValue viewer = MapValue.Of(("settings", settings), ("dims", dims), ("camera", camera));
        MapValue metadata = MapValue.Of(("status", "ready"), ("source_path", _exhibit.Path), ("source_kind", _exhibit.Kind));
        MapValue multiscale = MapValue.Of(
            ("active_level", state.Level ?? 0), ("downgraded", false), ("levels", new ListValue([.. _levels.Select(Level)])));
        return new NotifyScene(
            Versioned(session, Scene, "scene"), viewer, [.. Layout.Layers.Select((layer, place) => Layer(layer, state.Layers[place], state))], metadata, MapValue.Of(("multiscale", multiscale)));
    }

    public NotifyDims MakeDims(string session, SceneState state) =>
        new(
            new Envelope { Session = session, FrameId = ShortId(), Timestamp = _clock.Now },
            state.Step,
            _levels,
            state.Level ?? 0,
            LevelShapes(state),
            state.IsVolume ? NotifyDims.VolumeMode : NotifyDims.PlaneMode,
            state.DisplayedAxes)
        {
            Downgraded = false,
            AxisLabels = _exhibit.Labels,
            Order = state.Order,
            Displayed = state.Displayed(Info),
            Thickness = state.Thickness,
            Projection = ViewWords.WordOf(state.Projection),
        };

    /// <summary>All controls of each layer.</summary>
    public IEnumerable<NotifyLayers> MakeLayers(string session, SceneState state) =>
        Layout.Layers.Select((layer, place) => new NotifyLayers(Versioned(session, Layers, "layers"), layer.Id, Controls(state.Layers[place])));

    /// <summary>What a change of the dims did to layers: channels that were switched on and off.</summary>
    public IEnumerable<NotifyLayers> MakeVisibility(SceneState before, SceneState after) =>
        Layout.Layers.Where((_, place) => before.Layers[place].Visible != after.Layers[place].Visible)
            .Select(layer => new NotifyLayers(
                Versioned(Everybody, Layers, "layers"), layer.Id, MapValue.Of(("visible", after.Layers[Layout.IndexOf(layer.Id)].Visible))));

    /// <summary>Limits that the server found, at nobody's request.</summary>
    public NotifyLayers MakeContrast(string layer, double low, double high) =>
        new(Versioned(Everybody, Layers, "layers"), layer, MapValue.Of(("contrast_limits", new double[] { low, high })));

    /// <summary>Changed controls of a layer.</summary>
    public NotifyLayers MakeLayer(string layer, MapValue controls, string intentId) =>
        new(Versioned(Everybody, Layers, "layers") with { IntentId = intentId }, layer, controls);

    /// <summary>A change in volume mode, under its own name.</summary>
    public NotifyLayers MakeLayerData(string key, StateValue value, string intentId) =>
        new(Versioned(Everybody, Layers, "layers") with { IntentId = intentId }, LayerStyle.Id, data: MapValue.Of((key, value)));

    public NotifyStream MakeStream(string session) =>
        new(
            Versioned(session, Stream, "stream"),
            "h264",
            "avcc",
            _video.Settings.FramesPerSecond,
            _video.Announced.Width,
            _video.Announced.Height,
            4,
            _video.Announced.AvcConfiguration,
            MapValue.Of(("max_buffer_ms", 120.0), ("grace_keyframe_ms", 2000.0)));

    public NotifyCamera MakePose(SceneState state) =>
        new(
            new Envelope { Session = Everybody, FrameId = ShortId(), Timestamp = _clock.Now },
            NotifyCamera.PoseMode,
            "worker.state.camera",
            pose: Pose(state));

    public NotifyCamera MakeCameraEcho(string mode, MapValue delta, string intentId) =>
        new(new Envelope { Session = Everybody, IntentId = intentId, Timestamp = _clock.Now }, mode, "state.update", delta);

    /// <summary>For clients of ours: the public protocol has the frame and never sends it.</summary>
    public NotifyError MakeTooSlow() => new(
        new Envelope { Session = Everybody, FrameId = ShortId(), Timestamp = _clock.Now },
        "delivery",
        "delivery.too_slow",
        "This connection is too slow for every stream of this server; pictures come late and seldom.",
        "warning");

    private static MapValue Pose(SceneState state)
    {
        if (state.IsVolume)
        {
            OrbitCamera orbit = state.Orbit;
            return MapValue.Of(
                ("center", new double[] { orbit.CenterX, orbit.CenterY, orbit.CenterZ }),
                ("angles", new double[] { orbit.Azimuth, orbit.Elevation, orbit.Roll }),
                ("distance", orbit.Distance),
                ("fov", orbit.FieldOfView));
        }

        PlaneCamera plane = state.Plane;
        return MapValue.Of(
            ("center", new double[] { plane.CenterX, plane.CenterY }),
            ("zoom", PlaneZoom),
            ("rect", new double[] { plane.Left, plane.Bottom, plane.Width, plane.Height }));
    }

    private static MapValue Controls(LayerStyle style)
    {
        MapValue controls = MapValue.Of(
            ("visible", style.Visible),
            ("opacity", style.Opacity),
            ("blending", style.Blending),
            ("interpolation", style.Interpolation),
            ("gamma", style.Gamma),
            ("colormap", style.Colormap),
            ("contrast_limits", new double[] { style.ContrastLow, style.ContrastHigh }),
            ("rendering", style.Rendering));
        controls = style.Depiction is null ? controls : controls.With("depiction", style.Depiction);
        controls = style.Attenuation is not { } attenuation ? controls : controls.With("attenuation", attenuation);
        return style.IsoThreshold is not { } threshold ? controls : controls.With("iso_threshold", threshold);
    }

    private static MapValue Layer(SceneLayer layer, LayerStyle style, SceneState state)
    {
        VolumeInfo info = layer.Info;
        return MapValue.Of(
            ("layer_id", layer.Id),
            ("layer_type", layer.IsLabels ? "labels" : "image"),
            ("name", layer.Name),
            ("ndim", info.Axes.Length),
            ("shape", Numbers(info.Shape)),
            ("axis_labels", Texts([.. info.Axes.Select(axis => axis.Name)])),
            ("volume", state.IsVolume),
            ("controls", Controls(style)),
            ("level_shapes", Shapes([.. info.Levels.Select(level => level.Shape)])),
            ("metadata", Metadata(layer)),
            ("contrast_limits", new double[] { style.ContrastLow, style.ContrastHigh }),
            ("scale", Doubles([.. info.Axes.Select(axis => axis.Scale)])),
            ("translate", Doubles([.. info.Axes.Select(axis => axis.Translation)])),
            ("source", MapValue.Of(("kind", "generated"))));
    }

    private static MapValue Metadata(SceneLayer layer)
    {
        MapValue metadata = MapValue.Of(("units", Texts([.. layer.Info.Axes.Select(axis => axis.Unit)])));
        metadata = layer.Initial.Inverted ? metadata.With("colormap_inverted", true) : metadata;
        metadata = layer.Info.ContrastIsEstimated ? metadata.With("contrast_is_estimated", true) : metadata;
        return layer.IsLabels ? metadata : metadata.With("contrast_range", new double[] { layer.RangeLow, layer.RangeHigh });
    }

    /// <summary>
    /// Indices run along level 0 whatever is drawn, so the axes that have a slider keep its lengths; those in the picture say what the level really has.
    /// </summary>
    private ImmutableArray<ImmutableArray<int>> LevelShapes(SceneState state)
    {
        ImmutableArray<int> displayed = state.Displayed(Info);
        return [.. Info.Levels.Select(level => (ImmutableArray<int>)[.. level.Shape.Select((length, axis) => displayed.Contains(axis) ? length : Info.Axes[axis].Length)])];
    }

    private ImmutableArray<LevelInfo> Levels() =>
        [.. Info.Levels.Select((level, index) => new LevelInfo(index, level.Shape, Downsampling(level), $"level_{index:00}"))];

    private ImmutableArray<double> Downsampling(VolumeLevel level) => [.. level.Scale.Select((scale, axis) => scale / Info.Axes[axis].Scale)];

    private static MapValue Level(LevelInfo level) => MapValue.Of(
        ("index", level.Index ?? 0), ("shape", Numbers(level.Shape)), ("downsample", Doubles(level.Downsample)), ("path", level.Path ?? string.Empty));

    private static ListValue Shapes(ImmutableArray<ImmutableArray<int>> shapes) => new([.. shapes.Select(shape => (StateValue)Numbers(shape))]);

    private Envelope Versioned(string session, TopicHistory topic, string name)
    {
        (long seq, string token) = topic.Next();
        return new Envelope { Session = session, FrameId = $"notify-{name}-{Guid.NewGuid():N}", Timestamp = _clock.Now, Seq = seq, DeltaToken = token };
    }

    private static string ShortId() => Guid.NewGuid().ToString("N")[..8];

    private static ListValue Numbers(ImmutableArray<int> values) => new([.. values.Select(value => (StateValue)value)]);

    private static ListValue Doubles(ImmutableArray<double> values) => new([.. values.Select(value => (StateValue)value)]);

    private static ListValue Texts(ImmutableArray<string> values) => new([.. values.Select(value => (StateValue)value)]);
}
