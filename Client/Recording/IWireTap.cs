using System;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Recording;

/// <summary>Is told what goes over the wire, as it goes. Nobody who has none pays for it.</summary>
/// <remarks>
/// Threads: the state channel's receive loop, its send loop and the pixel loop call at the same time. Bytes are valid during the call.
/// A tap must return at once: it copies into memory that it has, and what finds no room there is counted and left out. It never throws.
/// Times are timestamps of the client's clock.
/// </remarks>
internal interface IWireTap
{
    /// <summary>A connection was made: sequence numbers, session and clock may begin anew.</summary>
    void OnConnected(ChannelKind channel, long at);

    /// <summary>A text came on the state channel.</summary>
    /// <param name="text">UTF-8; it holds the session's tokens.</param>
    /// <param name="message">What it says; null when it could not be read.</param>
    /// <param name="at">When its last byte came.</param>
    void OnStateReceived(ReadOnlySpan<byte> text, Message? message, long at);

    /// <summary>A text is about to go out on the state channel.</summary>
    /// <param name="text">UTF-8; the first one holds the user's token.</param>
    /// <param name="at">When it goes.</param>
    void OnStateSent(ReadOnlySpan<byte> text, long at);

    /// <summary>A whole message came on the pixel channel.</summary>
    /// <param name="message">Header, view block and unit, as they came.</param>
    /// <param name="withView">Whether view blocks were agreed on.</param>
    /// <param name="at">When its last byte came.</param>
    void OnPixel(ReadOnlySpan<byte> message, bool withView, long at);
}
