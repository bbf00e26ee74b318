namespace Fathom.Client.Streams;

/// <summary>Who or what ended a connection.</summary>
internal enum ChannelEndKind
{
    /// <summary>We did.</summary>
    Stopped,

    /// <summary>We did, to connect to another address.</summary>
    Redirected,

    /// <summary>The connection could not be made.</summary>
    Unreachable,

    /// <summary>The other side said no: a wrong token, a rejected session, not a websocket.</summary>
    Refused,

    /// <summary>The other side closed it or it broke.</summary>
    Lost,

    /// <summary>The other side sent what it must not send.</summary>
    ProtocolError,
}
