using System.Collections.Immutable;

namespace Fathom.Protocol.Extensions;

/// <summary>The names that hello asks for and welcome answers.</summary>
public static class FeatureNames
{
    /// <summary>Mandatory: the scene.</summary>
    public const string Scene = "notify.scene";

    /// <summary>Mandatory: layer changes.</summary>
    public const string Layers = "notify.layers";

    /// <summary>Mandatory: the video's configuration.</summary>
    public const string Stream = "notify.stream";

    /// <summary>Dims changes.</summary>
    public const string Dims = "notify.dims";

    /// <summary>Camera changes.</summary>
    public const string Camera = "notify.camera";

    /// <summary>Figures of the server; always off.</summary>
    public const string Telemetry = "notify.telemetry";

    /// <summary>Commands.</summary>
    public const string Commands = "call.command";

    /// <summary>Extension: pixel messages say which view they show.</summary>
    public const string PixelFrameView = "pixel.frame_view";

    /// <summary>Extension: acks carry the state revision.</summary>
    public const string AckRevision = "ack.revision";

    /// <summary>Extension: clock samples.</summary>
    public const string Clock = "fathom.clock";

    /// <summary>Extension: credits for displayed frames.</summary>
    public const string Credit = "fathom.credit";

    /// <summary>Extension: one driver, many spectators.</summary>
    public const string Drive = "fathom.drive";

    /// <summary>Extension: the server renders in the size of the view.</summary>
    public const string ViewSize = "fathom.view_size";

    /// <summary>Extension: exact still pictures after the view comes to rest.</summary>
    public const string PixelStill = "pixel.still";

    /// <summary>Extension: the axes' order, slabs and the camera's field of view can be set.</summary>
    public const string DimsView = "fathom.dims";

    /// <summary>Extension: the values of the data at a place.</summary>
    public const string Probe = "fathom.probe";

    /// <summary>Extension: how the values of a layer are distributed, and what a dataset would take before it is loaded.</summary>
    public const string Stats = "fathom.stats";

    /// <summary>Extension: the whole present view in words, and pictures of a view that is told in them.</summary>
    public const string View = "fathom.view";

    /// <summary>Extension: pixel sockets of the session carry nothing but the pictures that it asks for. Only for those who want no video at all.</summary>
    public const string AskedOnly = "pixel.asked_only";

    /// <summary>What a client must ask for.</summary>
    public static ImmutableArray<string> Mandatory { get; } = [Scene, Layers, Stream];

    /// <summary>What the public protocol knows, in the order in which the reference server answers.</summary>
    public static ImmutableArray<string> Public { get; } = [Scene, Layers, Stream, Dims, Camera, Telemetry, Commands];

    /// <summary>What goes beyond the public protocol and is of use to every viewer; <see cref="AskedOnly"/> is not, it takes the video away.</summary>
    public static ImmutableArray<string> Extensions { get; } = [PixelFrameView, AckRevision, Clock, Credit, Drive, ViewSize, PixelStill, DimsView, Probe, Stats, View];
}
