using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Server;

/// <summary>A client with no cleverness: sends what it is told and keeps all that comes, as text too.</summary>
internal sealed class ServerClient : IAsyncDisposable
{
    /// <summary>An extension that no server has.</summary>
    public const string Unknown = "fathom.of_a_later_time";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly FrameFactory _frames = new(TimeProvider.System);
    private readonly CancellationTokenSource _patience;
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[1 << 16];

    private ServerClient(TimeSpan patience, CancellationToken stop)
    {
        _patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _patience.CancelAfter(patience);
    }

    public List<string> Texts { get; } = [];

    public string Session { get; private set; } = string.Empty;

    public SessionWelcome? Welcome { get; private set; }

    public ClientWebSocket Socket => _socket;

    public static async Task<ServerClient> ConnectAsync(
        string url, Action<ClientWebSocketOptions>? configure = null, TimeSpan? patience = null, CancellationToken stop = default)
    {
        var client = new ServerClient(patience ?? s_patience, stop);
        configure?.Invoke(client._socket.Options);
        await client._socket.ConnectAsync(new Uri(url), client._patience.Token);
        return client;
    }

    /// <summary>Connects and shakes hands; asks for our extensions if told to.</summary>
    public static async Task<ServerClient> OpenAsync(string url, bool extended)
    {
        ServerClient client = await ConnectAsync(url);
        await client.ShakeAsync(extended ? [FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Clock, Unknown] : []);
        return client;
    }

    /// <summary>Shakes hands and asks for these extensions.</summary>
    public async Task ShakeAsync(params string[] extensions)
    {
        await HelloAsync(extensions);
        Welcome = await ExpectAsync<SessionWelcome>();
        Session = Welcome.Info.Id;
    }

    /// <summary>Says hello as one who comes back with tokens.</summary>
    public Task HelloAgainAsync(List<KeyValuePair<string, string?>> tokens) => HelloAsync([], tokens);

    public Task HelloAsync(params string[] extensions) => HelloAsync(extensions, []);

    private Task HelloAsync(string[] extensions, List<KeyValuePair<string, string?>> tokens)
    {
        List<KeyValuePair<string, bool>> features = [new(FeatureNames.Scene, true), new(FeatureNames.Layers, true), new(FeatureNames.Stream, true)];
        foreach (string extension in extensions)
        {
            features.Add(new(extension, true));
        }

        return SendAsync(new SessionHello(_frames.Envelope("hello", null), [2], new ClientIdentity("test", "1", "test"), [.. features], [.. tokens]));
    }

    public async Task SendAsync(Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message);
        await _sending.WaitAsync(_patience.Token);
        try
        {
            await _socket.SendAsync(output.WrittenMemory, WebSocketMessageType.Text, true, _patience.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public Task SendTextAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _patience.Token);

    public Task SendBytesAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, _patience.Token);

    /// <summary>Sends an intent and waits for its ack.</summary>
    public async Task<AckState> SetAsync(string scope, string target, string key, StateValue value)
    {
        StateUpdate update = _frames.Update(Session, new PropertyKey(scope, target, key), value);
        await SendAsync(update);
        AckState ack;
        do
        {
            ack = await ExpectAsync<AckState>();
        }
        while (ack.AckedIntentId != update.IntentId);
        return ack;
    }

    /// <summary>Calls a command and waits for what became of it.</summary>
    public async Task<CommandOutcome> CallAsync(string command, MapValue keywords)
    {
        CallCommand call = await PostAsync(command, keywords);
        while (true)
        {
            switch (await ReceiveAsync())
            {
                case ReplyCommand reply when reply.InReplyTo == call.FrameId:
                    return new CommandOutcome(reply.Result, null);
                case ErrorCommand error when error.InReplyTo == call.FrameId:
                    return new CommandOutcome(null, error.Error);
            }
        }
    }

    /// <summary>Calls a command without waiting.</summary>
    public async Task<CallCommand> PostAsync(string command, MapValue keywords)
    {
        var call = new CallCommand(Envelope("cmd"), command, keywords: keywords);
        await SendAsync(call);
        return call;
    }

    public Envelope Envelope(string kind) => _frames.Envelope(kind, Session);

    /// <summary>The next frame of that type; others are passed over.</summary>
    public async Task<T> ExpectAsync<T>()
        where T : Message
    {
        while (true)
        {
            if (await ReceiveAsync() is T wanted)
            {
                return wanted;
            }
        }
    }

    public async Task<Message> ReceiveAsync()
    {
        byte[]? bytes = await ReceiveBytesAsync();
        if (bytes is null)
        {
            throw new InvalidOperationException($"The server closed: {_socket.CloseStatus} {_socket.CloseStatusDescription}.");
        }

        Texts.Add(Encoding.UTF8.GetString(bytes));
        return MessageReader.TryRead(bytes, out Message? message, out MessageError error) ? message! : throw new InvalidOperationException($"{error.Text}: {Texts[^1]}");
    }

    /// <summary>Reads until the server closes and says with which code.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await ReceiveBytesAsync() is not null)
        {
        }

        return (int)(_socket.CloseStatus ?? 0);
    }

    /// <summary>The next pixel message.</summary>
    public async Task<(PixelHeader Header, FrameView View, bool HasView, byte[] Unit)> FrameAsync(bool viewNegotiated)
    {
        byte[] message = await ReceiveBytesAsync() ?? throw new InvalidOperationException("The pixel socket closed.");
        Debug.Assert(PixelMessage.TryParse(message, viewNegotiated, out _, out _, out _, out _, out _));
        PixelMessage.TryParse(message, viewNegotiated, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out _);
        return (header, view, hasView, message[offset..]);
    }

    /// <summary>Whether one of the next so many frames is a key frame.</summary>
    public async Task<bool> KeyframeWithinAsync(int frames)
    {
        bool isKeyframe = false;
        for (int i = 0; i < frames && !isKeyframe; i++)
        {
            isKeyframe = (await FrameAsync(true)).Header.IsKeyframe;
        }

        return isKeyframe;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _patience.Dispose();
        _sending.Dispose();
        await Task.CompletedTask;
    }

    /// <summary>The next pixel message's beginning and its length, without a copy: many readers in one process must not be its garbage collector's work.</summary>
    public async Task<(PixelHeader Header, FrameView View, int Length)> HeadAsync(bool viewNegotiated)
    {
        int length = await ReceiveAsync(_socket, _patience.Token);
        if (length < 0)
        {
            throw new InvalidOperationException("The pixel socket closed.");
        }

        PixelMessage.TryParse(_buffer.AsSpan(0, length), viewNegotiated, out PixelHeader header, out FrameView view, out _, out _, out _);
        return (header, view, length);
    }

    private async Task<byte[]?> ReceiveBytesAsync()
    {
        int length = await ReceiveAsync(_socket, _patience.Token);
        return length < 0 ? null : _buffer[..length];
    }

    /// <summary>One message into the buffer; its length, or -1 for a close.</summary>
    private async Task<int> ReceiveAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return -1;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return length;
            }

            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }
        }
    }
}
