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

    /// <summary>All of the public ones, in the order in which the reference server names them.</summary>
    public static ImmutableArray<string> All { get; } = [RequestKeyframe, ListDirectory, LoadZarr];
}
