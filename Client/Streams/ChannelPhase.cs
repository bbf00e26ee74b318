namespace Fathom.Client.Streams;

/// <summary>Where a connection stands.</summary>
internal enum ChannelPhase
{
    /// <summary>Nothing was tried yet.</summary>
    Idle,

    /// <summary>An attempt is under way.</summary>
    Connecting,

    /// <summary>It works.</summary>
    Connected,

    /// <summary>It broke or was refused; the next attempt waits.</summary>
    Waiting,

    /// <summary>It ended for good.</summary>
    Ended,
}
