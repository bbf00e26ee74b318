using System;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Recording;

/// <summary>Two taps that see the same.</summary>
internal sealed class TapPair : IWireTap
{
    private readonly IWireTap _first;
    private readonly IWireTap _second;

    private TapPair(IWireTap first, IWireTap second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>One tap for both, as few as needed.</summary>
    public static IWireTap? Of(IWireTap? first, IWireTap? second) => first is null ? second : second is null ? first : new TapPair(first, second);

    /// <inheritdoc/>
    public void OnConnected(ChannelKind channel, long at)
    {
        _first.OnConnected(channel, at);
        _second.OnConnected(channel, at);
    }

    /// <inheritdoc/>
    public void OnStateReceived(ReadOnlySpan<byte> text, Message? message, long at)
    {
        _first.OnStateReceived(text, message, at);
        _second.OnStateReceived(text, message, at);
    }

    /// <inheritdoc/>
    public void OnStateSent(ReadOnlySpan<byte> text, long at)
    {
        _first.OnStateSent(text, at);
        _second.OnStateSent(text, at);
    }

    /// <inheritdoc/>
    public void OnPixel(ReadOnlySpan<byte> message, bool withView, long at)
    {
        _first.OnPixel(message, withView, at);
        _second.OnPixel(message, withView, at);
    }
}
