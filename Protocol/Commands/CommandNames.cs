using System.Collections.Immutable;

namespace Fathom.Protocol.Commands;

/// <summary>The commands of the protocol.</summary>
public static class CommandNames
{
    /// <summary>Asks for a key frame; the encoder is shared, so everybody gets it.</summary>
    public const string RequestKeyframe = "napari.pixel.request_keyframe";

    /// <summary>Lists a directory of the server.</summary>
    public const string ListDirectory = "fs.listdir";

    /// <summary>Loads a dataset.</summary>
    public const string LoadZarr = "napari.load_zarr";

    /// <summary>Extension, with <c>pixel.still</c>: an exact picture for the caller alone.</summary>
    public const string Render = "fathom.render";

    /// <summary>Extension, with the feature of the same name: the values of the data at a place.</summary>
    public const string Probe = "fathom.probe";

    /// <summary>Extension, with the feature of the same name: histogram and percentiles of a layer.</summary>
    public const string Stats = "fathom.stats";

    /// <summary>Extension, with <c>fathom.stats</c>: what a dataset is and how much memory it would take, before it is loaded.</summary>
    public const string Describe = "fathom.describe";

    /// <summary>Extension, with the feature of the same name: the present view in the words of <see cref="Render"/>'s <c>view</c>.</summary>
    public const string View = "fathom.view";

    /// <summary>All of the public ones, in the order in which the reference server names them.</summary>
    public static ImmutableArray<string> All { get; } = [RequestKeyframe, ListDirectory, LoadZarr];
}
