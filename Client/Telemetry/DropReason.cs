namespace Fathom.Client.Telemetry;

/// <summary>Why a frame that came in was not shown. The snake_case names are part of the reports.</summary>
internal enum DropReason
{
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

    /// <summary>The decoder refused the data.</summary>
    DecodeError,
}
