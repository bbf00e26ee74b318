using System;

namespace Fathom.Decode;

/// <summary>Decides which access units may reach the decoder: after anything that breaks the chain of references, only a key frame may.</summary>
/// <remarks>
/// <para>Pure: no clock, no queue, no socket. Times are passed in, from any monotonic origin. Threads: one at a time.</para>
/// <para>A key frame is asked for at most once per cool-down; a wish that comes too early is kept and granted later by
/// <see cref="OnTick"/>, so that nothing is forgotten when the frames stop.</para>
/// </remarks>
public sealed class KeyframeGate
{
    /// <summary>Between two requests for a key frame.</summary>
    public static readonly TimeSpan DefaultCoolDown = TimeSpan.FromSeconds(1);

    private readonly int _backlogTrigger;
    private readonly TimeSpan _coolDown;
    private uint? _lastSequence;
    private TimeSpan? _lastAsk;
    private bool _wanted;

    /// <summary>Creates a closed gate.</summary>
    /// <param name="backlogTrigger">Queue length that counts as a backlog.</param>
    /// <param name="coolDown">Between two requests; null for the default.</param>
    public KeyframeGate(int backlogTrigger, TimeSpan? coolDown = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(backlogTrigger, 2);
        _backlogTrigger = backlogTrigger;
        _coolDown = coolDown ?? DefaultCoolDown;
    }

    /// <summary>Open or closed.</summary>
    public GateState State { get; private set; } = GateState.Gated;

    /// <summary>Why it is closed, or <see cref="GateReason.Keyframe"/> when it is open.</summary>
    public GateReason Reason { get; private set; } = GateReason.Start;

    /// <summary>Whether a request waits for its cool-down: call <see cref="OnTick"/> then.</summary>
    public bool RequestPending => _wanted;

    /// <summary>Counts the times the gate closed.</summary>
    public long Closings { get; private set; }

    /// <summary>Counts missing sequence numbers, also those seen while closed.</summary>
    public long Gaps { get; private set; }

    /// <summary>When the next request may be made.</summary>
    public TimeSpan NextAskAt => _lastAsk is { } last ? last + _coolDown : TimeSpan.Zero;

    /// <summary>A unit arrived. Repeats of an old number count as a gap, too: the channel never repeats.</summary>
    public GateVerdict OnFrame(uint sequence, bool isKey, int queueLength, TimeSpan now)
    {
        bool gap = _lastSequence is { } last && sequence != unchecked(last + 1);
        _lastSequence = sequence;
        bool clear = false;
        bool changed = false;
        if (gap)
        {
            Gaps++;
            if (State == GateState.Live)
            {
                Shut(GateReason.Gap);
                clear = true;
                changed = true;
            }
        }

        if (State == GateState.Gated)
        {
            if (!isKey)
            {
                return new GateVerdict(false, clear, Ask(now), changed);
            }

            Open();
            return new GateVerdict(true, clear, false, true);
        }

        if (queueLength >= _backlogTrigger - 1)
        {
            if (isKey)
            {
                // The key frame is the cure: everything before it can go, it must not.
                return new GateVerdict(true, true, false, false);
            }

            Shut(GateReason.Backlog);
            return new GateVerdict(false, true, Ask(now), true);
        }

        return new GateVerdict(true, false, false, false);
    }

    /// <summary>Closes the gate for a reason that is not in the frames: a new configuration, a decoder error, a new connection.</summary>
    public GateVerdict Close(GateReason reason, TimeSpan now)
    {
        if (reason is GateReason.Reconnect or GateReason.Start)
        {
            _lastSequence = null;
        }

        bool changed = State == GateState.Live || Reason != reason;
        Shut(reason);
        if (reason is GateReason.Reconnect or GateReason.Start)
        {
            // The first message of a new connection may well be a key frame: ask when it is not, or when none came for a cool-down.
            _lastAsk = now;
            _wanted = true;
            return new GateVerdict(false, true, false, changed);
        }

        return new GateVerdict(false, true, Ask(now), changed);
    }

    /// <summary>Time passed: true when a request that was kept back may be made now.</summary>
    public bool OnTick(TimeSpan now) => _wanted && State == GateState.Gated && Ask(now);

    /// <summary>The state channel can take requests (again): a wish that is open is granted at once, whatever the cool-down says.</summary>
    public bool OnChannelReady(TimeSpan now)
    {
        if (State == GateState.Live || (Reason == GateReason.Start && _lastSequence is null && !_wanted))
        {
            return false;
        }

        _lastAsk = null;
        return Ask(now);
    }

    private void Open()
    {
        State = GateState.Live;
        Reason = GateReason.Keyframe;
        _wanted = false;
    }

    private void Shut(GateReason reason)
    {
        Closings += State == GateState.Live ? 1 : 0;
        State = GateState.Gated;
        Reason = reason;
    }

    private bool Ask(TimeSpan now)
    {
        if (Reason == GateReason.NoDecoder)
        {
            _wanted = false;
            return false;
        }

        if (_lastAsk is { } last && now - last < _coolDown)
        {
            _wanted = true;
            return false;
        }

        _lastAsk = now;

        // Until the key frame comes the wish stays open: a lost request is repeated after the cool-down.
        _wanted = true;
        return true;
    }
}
