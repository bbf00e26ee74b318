using System;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Fathom.Client.Streams;

/// <summary>How one connection ended.</summary>
/// <param name="Kind">Who ended it.</param>
/// <param name="Reason">In one sentence, for the user.</param>
internal sealed record ChannelEnd(ChannelEndKind Kind, string Reason)
{
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

    private static string Innermost(Exception error)
    {
        Exception inner = error;
        while (inner.InnerException is not null)
        {
            inner = inner.InnerException;
        }

        string text = inner is SocketException socket ? $"{socket.Message} ({socket.SocketErrorCode})" : inner.Message;
        return text.EndsWith('.') ? text : text + ".";
    }
}
