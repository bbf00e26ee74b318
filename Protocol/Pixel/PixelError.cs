namespace Fathom.Protocol.Pixel;

/// <summary>Why bytes of the pixel channel were not understood. A typed result: these parsers never throw.</summary>
public enum PixelError : byte
{
    /// <summary>All understood.</summary>
    None = 0,

    /// <summary>The message is shorter than the 24-byte header.</summary>
    TooShort,

    /// <summary>The header announces a view block that is longer than the message.</summary>
    ViewTruncated,

    /// <summary>The view block has a version that this program does not know; the block is skipped by its length.</summary>
    ViewVersionUnknown,

    /// <summary>The view block names more axes than a view can hold, or displays an axis that does not exist.</summary>
    ViewAxesInvalid,

    /// <summary>The view block's matrix holds a number that is not finite.</summary>
    ViewMatrixInvalid,
}
