namespace Fathom.Decode.Local;

/// <summary>What came of reading one frame of a local video.</summary>
public enum LocalReadResult
{
    /// <summary>The frame.</summary>
    Frame = 0,

    /// <summary>There is no frame of that number.</summary>
    OutOfRange,

    /// <summary>This frame cannot be decoded; others may. <see cref="OverlayVideoReader.WhyNot"/> says why.</summary>
    Undecodable,

    /// <summary>Too many frames are out: give some back first.</summary>
    NoBuffer,

    /// <summary>The caller did not want to wait for it any longer.</summary>
    Cancelled,
}
