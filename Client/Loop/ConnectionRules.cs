using System;
using Fathom.Client.Hosting;
using Fathom.Client.Streams;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Loop;

/// <summary>Decides whether a connection that ended ends the run.</summary>
/// <param name="StateUrl">The state channel.</param>
/// <param name="PixelUrl">The pixel channel, without any query of ours.</param>
/// <param name="FailFast">A server that cannot be reached ends the run, unless there was a picture already.</param>
/// <param name="ServerEnded">Says what happened when the server was our own child and is gone; null while it lives or is somebody else's.</param>
internal sealed record ConnectionRules(Uri StateUrl, Uri PixelUrl, bool FailFast, Func<FathomException?>? ServerEnded = null)
{
    /// <summary>The cause to end with, or null to try again.</summary>
    public ExitCause? Judge(ChannelChanged changed, bool everShown)
    {
        if (ServerEnded?.Invoke() is { } ended)
        {
            return new ExitCause("server_ended", ended);
        }

        if (everShown || changed.End is not { } end)
        {
            return null;
        }

        return end.Kind switch
        {
            // Nothing will be different the next time.
            ChannelEndKind.Refused or ChannelEndKind.ProtocolError => Cause("refused", changed, end),
            ChannelEndKind.Unreachable when FailFast => Cause("unreachable", changed, end),
            _ => null,
        };
    }

    private ExitCause Cause(string reason, ChannelChanged changed, ChannelEnd end) =>
        new(reason, FailureText.Explain(changed.Channel, changed.Channel == ChannelKind.State ? StateUrl : PixelUrl, end));
}
