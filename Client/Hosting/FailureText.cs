using System;
using Fathom.Client.Streams;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Hosting;

/// <summary>Turns the end of a connection into what the user is told.</summary>
internal static class FailureText
{
    /// <summary>Explains why there is no connection to <paramref name="url"/>.</summary>
    public static FathomException Explain(ChannelKind channel, Uri url, ChannelEnd end)
    {
        if (end.Error is not null)
        {
            return end.Error;
        }

        string what = $"Cannot use the {(channel == ChannelKind.State ? "state" : "pixel")} channel at {url.GetLeftPart(UriPartial.Path)}.";
        return end.Kind switch
        {
            ChannelEndKind.Refused => new FathomException(
                ExitCode.Rejected, what, end.Reason, "Check the address, and the token if the server wants one (--token-file)."),
            ChannelEndKind.ProtocolError => new FathomException(
                ExitCode.Rejected, what, end.Reason, "Check that a Fathom or napari-cuda server listens at this port, and which version it has."),
            _ => new FathomException(
                ExitCode.CannotConnect,
                what,
                end.Reason,
                "Start a server there (fathom serve), or check host and port; through SSH, forward both ports: ssh -L 8081:127.0.0.1:8081 -L 8082:127.0.0.1:8082 HOST."),
        };
    }

    /// <summary>The server that the demo started is gone.</summary>
    public static FathomException ServerEnded(string lastWords) => new(
        ExitCode.CannotConnect,
        "The demo's server ended while it was in use.",
        lastWords,
        "Start it alone with 'fathom serve' and connect to it to see why.");

    /// <summary>The time is up and nothing was shown.</summary>
    public static FathomException NoPicture(TimeSpan patience, string trouble) => new(
        ExitCode.CannotConnect,
        $"No picture came within {patience.TotalSeconds:0.#} s.",
        trouble.Length > 0 ? $"State at the end: {trouble}." : "Both channels are connected, and the server sends nothing.",
        "Look at the server's messages; a server without data has nothing to send.");
}
