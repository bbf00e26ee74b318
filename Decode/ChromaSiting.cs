namespace Fathom.Decode;

/// <summary>Where a subsampled chroma sample lies relative to its luma samples.</summary>
public enum ChromaSiting
{
    /// <summary>The stream does not say; left is assumed, as H.264 and HEVC do.</summary>
    Unspecified = 0,

    /// <summary>On the left luma column, between two rows.</summary>
    Left,

    /// <summary>In the middle of four luma samples.</summary>
    Center,

    /// <summary>On the top left luma sample.</summary>
    TopLeft,

    /// <summary>Between two columns, on the top row.</summary>
    Top,
}
