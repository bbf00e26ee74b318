namespace Fathom.Client.Overlays.Specs;

/// <summary>What a file would be as an overlay, by its name.</summary>
internal enum OverlayFileKind
{
    /// <summary>Nothing that can be laid over the scene.</summary>
    Other,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A table of tracks or points.</summary>
    Tracks,

    /// <summary>A list of overlays.</summary>
    List,

    /// <summary>A video's calibration.</summary>
    Calibration,
}
