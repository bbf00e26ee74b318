using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Streams;

/// <summary>Memory into which the messages of one channel are received one after the other; it grows to the largest and stays.</summary>
/// <remarks>Threads: one receive loop.</remarks>
internal sealed class MessageBuffer
{
    private byte[] _memory = new byte[16 << 10];
    private int _length;

    /// <summary>Creates a buffer that refuses messages above a size.</summary>
    public MessageBuffer(int maxBytes)
    {
        MaxBytes = maxBytes;
    }

    /// <summary>The largest message.</summary>
    public int MaxBytes { get; }

    /// <summary>The last message, until the next is received.</summary>
    public ReadOnlySpan<byte> Bytes => _memory.AsSpan(0, _length);

    /// <summary>Receives one message of any number of fragments.</summary>
    public async ValueTask<ReceivedKind> ReceiveAsync(WebSocket socket, CancellationToken stop)
    {
        _length = 0;
        while (true)
        {
            if (_length == _memory.Length)
            {
                if (_length >= MaxBytes)
                {
                    return ReceivedKind.TooLarge;
                }

                Array.Resize(ref _memory, (int)Math.Min(MaxBytes, _memory.Length * 2L));
            }

            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_memory.AsMemory(_length), stop).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return ReceivedKind.Close;
            }

            _length += part.Count;
            if (part.EndOfMessage)
            {
                return ReceivedKind.Message;
            }
        }
    }
}
