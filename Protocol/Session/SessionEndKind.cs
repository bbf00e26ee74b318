namespace Fathom.Protocol.Session;

/// <summary>How an attempt or a session ended.</summary>
public enum SessionEndKind
{
    /// <summary>The server could not be reached.</summary>
    ConnectFailed,

    /// <summary>The server took the connection and then said nothing.</summary>
    HandshakeTimeout,

    /// <summary>The server's first frame was not what it must be.</summary>
    BadHandshake,

    /// <summary>The server refused the session.</summary>
    Rejected,

    /// <summary>The server said goodbye.</summary>
    ServerGoodbye,

    /// <summary>The connection was closed.</summary>
    Closed,

    /// <summary>The server went silent.</summary>
    ServerSilent,

    /// <summary>The user closed it.</summary>
    ByUser,
}
