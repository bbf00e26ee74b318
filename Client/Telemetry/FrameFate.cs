namespace Fathom.Client.Telemetry;

/// <summary>What became of a frame. The snake_case names, those of <see cref="DropReason"/> and <c>shown</c>, are part of the reports.</summary>
internal enum FrameFate
{
    /// <summary>It went to the screen.</summary>
    Shown,

    /// <summary>A newer frame was due at the same moment.</summary>
    Superseded,

    /// <summary>A newer frame had been shown before this one was ready.</summary>
    Late,

    /// <summary>The decoder was waiting for a key frame.</summary>
    Gated,

    /// <summary>It is older than a stop or a seek of the user.</summary>
    Stopped,

    /// <summary>The queue was full.</summary>
    OverCapacity,

    /// <summary>The decoder refused the data, or the picture could not be drawn.</summary>
    DecodeError,
}
