using System;
using System.Net.Sockets;
using System.Net.WebSockets;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Session;

namespace Fathom.Client.Streams;

/// <summary>How one connection ended.</summary>
/// <param name="Kind">Who ended it.</param>
/// <param name="Reason">In one sentence, for the user.</param>
internal sealed record ChannelEnd(ChannelEndKind Kind, string Reason)
{
    /// <summary>The whole explanation, where the session machine gives one.</summary>
    public FathomException? Error { get; init; }

    /// <summary>We ended it.</summary>
    public static ChannelEnd Stopped { get; } = new(ChannelEndKind.Stopped, "Stopped.");

    /// <summary>Says what a network failure means.</summary>
    /// <param name="error">Any exception for which <see cref="StreamSocket.IsNetworkFailure"/> holds.</param>
    /// <param name="connected">Whether the upgrade had succeeded before.</param>
    public static ChannelEnd Classify(Exception error, bool connected) => error switch
    {
        UpgradeRefusedException { Status: 401 or 403 } refused => new(ChannelEndKind.Refused, $"{refused.Message} It wants a token (or another one)."),
        UpgradeRefusedException refused => new(ChannelEndKind.Refused, $"{refused.Message} There is no stream at this address."),
        WebSocketException { WebSocketErrorCode: WebSocketError.NotAWebSocket or WebSocketError.UnsupportedProtocol or WebSocketError.HeaderError } =>
            new(ChannelEndKind.ProtocolError, "What answers there does not speak the websocket protocol."),
        _ when !connected => new(ChannelEndKind.Unreachable, Innermost(error)),
        _ => new(ChannelEndKind.Lost, Innermost(error)),
    };

    /// <summary>The peer sent a close frame.</summary>
    public static ChannelEnd Closed(WebSocketCloseStatus? status, string? text) => new(
        ChannelEndKind.Lost,
        string.IsNullOrEmpty(text) ? $"The server closed the connection ({(int?)status ?? 1005})." : $"The server closed the connection ({(int?)status ?? 1005}: {text}).");

    /// <summary>The session machine ended the session.</summary>
    public static ChannelEnd FromSession(SessionEnd end) => new(
        end.Kind switch
        {
            SessionEndKind.Rejected => ChannelEndKind.Refused,
            SessionEndKind.BadHandshake or SessionEndKind.HandshakeTimeout => ChannelEndKind.ProtocolError,
            SessionEndKind.ConnectFailed => ChannelEndKind.Unreachable,
            SessionEndKind.ByUser => ChannelEndKind.Stopped,
            _ => ChannelEndKind.Lost,
        },
        end.Why)
    {
        Error = end.ToException(),
    };

    /// <summary>The same in the session machine's words, for its retry rules.</summary>
    public static SessionEndKind ToSession(ChannelEndKind kind) => kind switch
    {
        ChannelEndKind.Refused => SessionEndKind.Rejected,
        ChannelEndKind.ProtocolError => SessionEndKind.BadHandshake,
        ChannelEndKind.Unreachable => SessionEndKind.ConnectFailed,
        ChannelEndKind.Stopped => SessionEndKind.ByUser,
        _ => SessionEndKind.Closed,
    };

    private static string Innermost(Exception error)
    {
        Exception inner = error;
        while (inner.InnerException is not null)
        {
            inner = inner.InnerException;
        }

        string text = inner switch
        {
            // What .NET says of a socket that this program shut says nothing to the user.
            ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted } => "It was broken off on this side",
            SocketException socket => Worded(socket),
            _ => inner.Message,
        };
        return text.EndsWith('.') ? text : text + ".";
    }

    /// <summary>The system's sentence, and .NET's name for it where that says something else: they differ between systems and languages.</summary>
    private static string Worded(SocketException socket)
    {
        string name = socket.SocketErrorCode.ToString();
        bool same = string.Equals(socket.Message.Replace(" ", string.Empty, StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase);
        return same ? socket.Message : $"{socket.Message} ({name})";
    }
}
