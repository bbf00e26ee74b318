using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Tests.Plain;

/// <summary>Writes and reads a plain server's envelopes over one socket.</summary>
internal sealed class PlainWire : IDisposable
{
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private int _frame;

    public PlainWire(WebSocket socket)
    {
        _socket = socket;
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    public void Dispose() => _sending.Dispose();

    public Task SendAsync(string type, JsonObject payload, CancellationToken stop, int? seq = null, string? intent = null, bool withSession = true)
    {
        var message = new JsonObject { ["type"] = type, ["version"] = 2, ["timestamp"] = 1759179000.25 };
        if (withSession)
        {
            message["session"] = Id;
        }

        if (intent is null)
        {
            message["frame_id"] = $"frame-{Interlocked.Increment(ref _frame)}";
        }
        else
        {
            message["intent_id"] = intent;
        }

        if (seq is not null)
        {
            message["seq"] = seq;
            message["delta_token"] = "00000000000000000000000000000001";
        }

        message["payload"] = payload;
        return SendTextAsync(message.ToJsonString(), stop);
    }

    public async Task SendTextAsync(string text, CancellationToken stop)
    {
        await _sending.WaitAsync(stop);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task<JsonObject?> ReadAsync(CancellationToken stop)
    {
        var bytes = new List<byte>();
        var part = new byte[16 << 10];
        WebSocketReceiveResult result;
        do
        {
            result = await _socket.ReceiveAsync(part, stop);
            bytes.AddRange(part.AsSpan(0, result.Count));
        }
        while (!result.EndOfMessage);
        return result.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(bytes.ToArray()) as JsonObject;
    }

    public async Task CloseAsync(CancellationToken stop)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
        }
    }
}
