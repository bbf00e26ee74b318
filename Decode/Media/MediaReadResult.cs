namespace Fathom.Decode.Media;

/// <summary>What came out of a file.</summary>
public enum MediaReadResult
{
    /// <summary>A packet or a unit.</summary>
    Packet = 0,

    /// <summary>The file is at its end.</summary>
    End,

    /// <summary>The file cannot be read any further; <see cref="MediaFile.LastError"/> says why.</summary>
    Failed,

    /// <summary>The buffer pool is at its limit; the packet is lost.</summary>
    NoBuffer,
}
