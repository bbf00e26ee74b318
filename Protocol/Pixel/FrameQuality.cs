namespace Fathom.Protocol.Pixel;

/// <summary>How good the server's rendering of a frame is.</summary>
public enum FrameQuality : byte
{
    /// <summary>Not said, or a value that this version does not know.</summary>
    Unknown = 0,

    /// <summary>Coarser than it could be, because something moves.</summary>
    Interactive = 1,

    /// <summary>Rendered in full, coded with loss.</summary>
    Refined = 2,

    /// <summary>Rendered in full and equal byte for byte.</summary>
    Lossless = 3,
}
