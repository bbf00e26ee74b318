namespace Fathom.Decode.Local;

/// <summary>What came of getting a frame from its source.</summary>
internal enum LoadResult
{
    /// <summary>The picture is there.</summary>
    Filled = 0,

    /// <summary>This frame cannot be decoded.</summary>
    Failed,

    /// <summary>Nobody waits for it any more.</summary>
    Cancelled,
}
