using System;
using System.IO;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Recording.Serving;

/// <summary>The few lines of HTTP with which a websocket begins.</summary>
/// <param name="Path">What is asked for, without its query.</param>
/// <param name="Session">The session in the query; null without one.</param>
/// <param name="Refusal">The status with which it is refused; null when it is welcome.</param>
internal sealed record UpgradeRequest(string Path, string? Session, string? Refusal)
{
    private const int Longest = 16 << 10;
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);

    private string Key { get; init; } = string.Empty;

    /// <summary>Reads a request; null when the peer says nothing of the kind.</summary>
    public static async Task<UpgradeRequest?> ReadAsync(Stream stream, CancellationToken stop)
    {
        byte[] bytes = new byte[Longest];
        int length = 0;
        while (length < bytes.Length)
        {
            // Byte by byte: what follows the empty line belongs to the websocket.
            if (await stream.ReadAsync(bytes.AsMemory(length, 1), stop).ConfigureAwait(false) == 0)
            {
                return null;
            }

            length++;
            if (bytes.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Parse(Encoding.ASCII.GetString(bytes, 0, length));
            }
        }

        return null;
    }

    /// <summary>Answers it, and takes the connection over where it is welcome.</summary>
    public async Task<WebSocket?> AnswerAsync(Stream stream, CancellationToken stop)
    {
        if (Refusal is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop).ConfigureAwait(false);
            return null;
        }

#pragma warning disable CA5350 // The websocket handshake is defined with SHA-1; nothing is protected by it.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(Key + Magic)));
#pragma warning restore CA5350
        byte[] answer = Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
        await stream.WriteAsync(answer, stop).ConfigureAwait(false);
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = s_keepAlive });
    }

    internal static UpgradeRequest Parse(string head)
    {
        string[] lines = head.Split("\r\n");
        string[] words = lines[0].Split(' ');
        string target = words.Length == 3 ? words[1] : "/";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string? key = Header(lines, "Sec-WebSocket-Key");
        string? refusal = words is not ["GET", _, _] || key is null ? "400 Bad Request"
            : Header(lines, "Origin") is not null ? "403 Forbidden"
            : null;
        return new UpgradeRequest(query < 0 ? target : target[..query], query < 0 ? null : Value(target[(query + 1)..], "session"), refusal) { Key = key ?? string.Empty };
    }

    private static string? Header(string[] lines, string name)
    {
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }

    private static string? Value(string query, string name)
    {
        foreach (string pair in query.Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
            {
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
            }
        }

        return null;
    }
}
