using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Loop;

/// <summary>Turns the decoder's wishes for a key frame into commands.</summary>
/// <remarks>
/// Threads: main thread only; the answer comes back to it through the inbox. The decoder's gate says whether one is needed and
/// repeats it while that is so; when a request leaves is decided here alone.
/// </remarks>
internal sealed class KeyframeCalls
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly CommandLane _commands;
    private readonly ClientInbox _inbox;
    private readonly TimeProvider _time;
    private readonly KeyframeRequests _requests = new(TimeSpan.FromSeconds(1));
    private long _call;

    /// <summary>Creates calls over a lane.</summary>
    public KeyframeCalls(CommandLane commands, ClientInbox inbox, TimeProvider time)
    {
        _commands = commands;
        _inbox = inbox;
        _time = time;
    }

    /// <summary>Whether an answer is due.</summary>
    public bool IsOutstanding => _requests.IsOutstanding;

    /// <summary>Whether a wish waits for its request.</summary>
    public bool IsWanted => _requests.IsWanted;

    /// <summary>Whether the server takes such requests.</summary>
    public bool IsOffered => _commands.Offers(CommandNames.RequestKeyframe);

    /// <summary>A session began.</summary>
    /// <param name="pause">The least time between two requests to this server.</param>
    public void Begin(TimeSpan pause)
    {
        _requests.Reset(pause);

        // The answer to a request of the session before says nothing about this one's.
        _call++;
    }

    /// <summary>The decoder needs a key frame.</summary>
    public void Want() => _requests.Want();

    /// <summary>The decoder needs none any more.</summary>
    public void Satisfied() => _requests.Satisfied();

    /// <summary>A request was answered, refused or given up.</summary>
    public void OnAnswered(KeyframeAnswered answered)
    {
        if (answered.Call == _call)
        {
            _requests.Answered();
        }
    }

    /// <summary>Asks if it is time to and the server takes such requests.</summary>
    public void Ask(long now)
    {
        if (IsOffered && _requests.TryTake(_time.GetElapsedTime(0, now)))
        {
            _ = CallAsync(++_call);
        }
    }

    /// <summary>When <see cref="Ask"/> has something to do; null when nothing is wanted or an answer is due.</summary>
    public long? NextDue(long now) => _requests.NextDue is { } due && IsOffered
        ? Math.Max(now, (long)(due.TotalSeconds * _time.TimestampFrequency))
        : null;

    private async Task CallAsync(long call)
    {
        using var patience = new CancellationTokenSource(s_patience, _time);
        try
        {
            await _commands.CallAsync(CommandNames.RequestKeyframe, MapValue.Empty, "fathom", patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Given up; while the decoder needs one it wishes again.
        }

        await _inbox.PostAsync(new KeyframeAnswered(call), CancellationToken.None).ConfigureAwait(false);
    }
}
