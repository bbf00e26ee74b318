namespace Fathom.Decode;

/// <summary>Why the gate is as it is.</summary>
public enum GateReason
{
    /// <summary>Nothing has been decoded yet.</summary>
    Start = 0,

    /// <summary>The stream's configuration changed.</summary>
    Configuration,

    /// <summary>A sequence number is missing.</summary>
    Gap,

    /// <summary>Units came faster than they were decoded.</summary>
    Backlog,

    /// <summary>The decoder found an error.</summary>
    DecodeError,

    /// <summary>The pixel channel was connected anew.</summary>
    Reconnect,

    /// <summary>A key frame arrived.</summary>
    Keyframe,

    /// <summary>No decoder could be opened for the stream: key frames would not help, none is asked for.</summary>
    NoDecoder,
}
