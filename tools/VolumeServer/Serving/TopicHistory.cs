using System;
using Fathom.Protocol.Messages;

namespace Fathom.VolumeServer.Serving;

/// <summary>Sequence numbers and tokens of one topic. It keeps no deltas: a client that wants to resume gets the whole baseline, which the protocol allows.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class TopicHistory
{
    private readonly object _gate = new();
    private long _next;
    private string _token = NewToken();

    /// <summary>Where the topic stands, for the welcome.</summary>
    public ResumeState Cursor
    {
        get
        {
            lock (_gate)
            {
                return new ResumeState(Math.Max(0, _next - 1), _token);
            }
        }
    }

    /// <summary>The number and the token of the next frame.</summary>
    public (long Seq, string Token) Next()
    {
        lock (_gate)
        {
            _token = NewToken();
            return (_next++, _token);
        }
    }

    /// <summary>A new epoch: the next frame is number 0.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _next = 0;
        }
    }

    private static string NewToken() => Guid.NewGuid().ToString("N");
}
