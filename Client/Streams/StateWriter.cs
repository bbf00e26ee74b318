using System;
using System.Buffers;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Recording;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Streams;

/// <summary>Writes messages to the state channel's socket, and notes when it wrote which intent.</summary>
/// <remarks>Threads: one at a time, the send loop.</remarks>
internal sealed class StateWriter(TimeProvider time, IWireTap? tap, SentStamps? sent)
{
    private readonly ArrayBufferWriter<byte> _text = new(4096);

    /// <summary>Writes one message.</summary>
    public async ValueTask WriteAsync(ClientWebSocket socket, Message message, CancellationToken abort)
    {
        _text.ResetWrittenCount();
        MessageWriter.Write(_text, message);
        tap?.OnStateSent(_text.WrittenSpan, time.GetTimestamp());
        await socket.SendAsync(_text.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, abort).ConfigureAwait(false);
        if (message is StateUpdate { IntentId: { } intent })
        {
            sent?.Note(intent, time.GetTimestamp());
        }
    }
}
