namespace Fathom.Decode.Compression;

/// <summary>How an attempt to compress or decompress ended.</summary>
public enum CompressionResult
{
    /// <summary>All of it was written.</summary>
    Done,

    /// <summary>The result does not fit into the destination.</summary>
    DestinationTooSmall,

    /// <summary>The source is not what it claims to be, or is cut off.</summary>
    Corrupt,

    /// <summary>The system's library is not installed, or lacks the method that the source was packed with.</summary>
    LibraryMissing,
}
