using Fathom.Protocol.Messages;

namespace Fathom.Protocol.State;

/// <summary>All that the server has said so far, as one immutable value: a consumer that comes late reads it and has missed nothing.</summary>
/// <remarks>Notices are applied in the order in which they arrive. Sequence numbers and timestamps do not count: real servers restart and reuse them.</remarks>
public sealed record ViewerState
{
    /// <summary>Nothing has been said.</summary>
    public static ViewerState Empty { get; } = new();

    /// <summary>The scene.</summary>
    public SceneModel Scene { get; private init; } = SceneModel.Empty;

    /// <summary>The dims.</summary>
    public DimsModel Dims { get; private init; } = DimsModel.Empty;

    /// <summary>The layers.</summary>
    public LayersModel Layers { get; private init; } = LayersModel.Empty;

    /// <summary>The camera.</summary>
    public CameraModel Camera { get; private init; } = CameraModel.Unknown;

    /// <summary>How the video is coded, once announced.</summary>
    public NotifyStream? Stream { get; private init; }

    /// <summary>Who drives, where that was negotiated.</summary>
    public DriveState? Drive { get; private init; }

    /// <summary>Whether dims have come in this session; before that no intent about dims or view makes sense.</summary>
    public bool HasDims { get; private init; }

    /// <summary>Applies one message; messages that say nothing about the scene leave it as it is (the same object).</summary>
    public ViewerState With(Message message) => message switch
    {
        NotifyScene scene => WithScene(scene),
        NotifyDims dims => this with { Dims = DimsModel.From(dims), HasDims = true },
        NotifyLayers layers => WithLayers(layers),
        NotifyCamera { Pose: MapValue pose } => this with { Camera = Camera.With(pose) },
        NotifyStream stream => stream.AnnouncesSameAs(Stream) ? this : this with { Stream = stream },
        DriveState drive => this with { Drive = drive },
        SessionWelcome => this with { HasDims = false, Drive = null },
        _ => this,
    };

    private ViewerState WithScene(NotifyScene scene)
    {
        DimsModel dims = scene.Viewer["dims"] is MapValue map ? DimsModel.From(map) ?? Dims : Dims;
        CameraModel camera = scene.Viewer["camera"] is MapValue pose ? CameraModel.Unknown.With(pose) : CameraModel.Unknown;
        return this with { Scene = SceneModel.From(scene), Dims = dims, Layers = LayersModel.From(scene), Camera = camera };
    }

    private ViewerState WithLayers(NotifyLayers delta)
    {
        LayersModel layers = Layers.With(delta);
        return ReferenceEquals(layers, Layers) ? this : this with { Layers = layers };
    }
}
