namespace Fathom.Protocol.Recording;

/// <summary>How a recording ended.</summary>
public enum RecordingEnd
{
    /// <summary>It has not ended yet.</summary>
    None = 0,

    /// <summary>After a whole record.</summary>
    Complete,

    /// <summary>In the middle of a record: the writer was interrupted. Everything before it is good.</summary>
    Torn,

    /// <summary>With a record whose checksum or length is wrong. Everything before it is good.</summary>
    Damaged,
}
