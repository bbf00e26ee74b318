using System;
using System.Net;

namespace Fathom.ImpairmentProxy;

/// <summary>One port that is forwarded.</summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="Port">The server's port.</param>
/// <param name="ListenPort">Where clients connect, on loopback; 0 takes any free port.</param>
internal sealed record Forward(string Host, int Port, int ListenPort = 0)
{
    /// <summary>The way to a server's address.</summary>
    public static Forward To(Uri server) => new(server.DnsSafeHost, server.Port);

    /// <summary>Reads HOST:PORT; false for any other text.</summary>
    public static bool TryParse(string text, int listenPort, out Forward? forward)
    {
        forward = null;
        int colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text.AsSpan(colon + 1), out int port) && port is > 0 and <= IPEndPoint.MaxPort)
        {
            forward = new Forward(text[..colon].Trim('[', ']'), port, listenPort);
        }

        return forward is not null;
    }
}
