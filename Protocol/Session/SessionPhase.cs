namespace Fathom.Protocol.Session;

/// <summary>Where a session stands.</summary>
public enum SessionPhase
{
    /// <summary>Not connected, and nothing is planned.</summary>
    Idle,

    /// <summary>The connection is being made.</summary>
    Connecting,

    /// <summary>The hello is out.</summary>
    Handshaking,

    /// <summary>The session lives.</summary>
    Live,

    /// <summary>A goodbye is out.</summary>
    Leaving,

    /// <summary>The next attempt is planned.</summary>
    Waiting,
}
