using System;
using System.Globalization;
using System.Threading;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Session;

/// <summary>Makes envelopes with globally unique ids and the wall clock's time.</summary>
/// <remarks>
/// Ids of several clients meet in broadcasts, so that a bare counter (as the reference client uses) would collide. <b>Threads</b>: any.
/// </remarks>
public sealed class FrameFactory
{
    private const int PrefixLength = 8;

    private readonly TimeProvider _time;
    private readonly string _prefix = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..PrefixLength];
    private long _counter;

    /// <summary>Creates a factory.</summary>
    public FrameFactory(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>The wall clock in seconds since the Unix epoch.</summary>
    public double UnixSeconds => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>A new id: <c>kind-xxxxxxxx-n</c>.</summary>
    public string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{_prefix}-{Interlocked.Increment(ref _counter):x}");

    /// <summary>Whether an id was made here, and not by another client.</summary>
    public bool Made(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Contains($"-{_prefix}-", StringComparison.Ordinal);
    }

    /// <summary>The envelope of a frame with an id of its own.</summary>
    public Envelope Envelope(string kind, string? session) => new() { FrameId = NewId(kind), Session = session, Timestamp = UnixSeconds };

    /// <summary>The envelope of an intent.</summary>
    public Envelope Intent(string session, string? intentId = null) =>
        Envelope("state", session) with { IntentId = intentId ?? NewId("intent") };

    /// <summary>An intent, ready to be sent.</summary>
    public StateUpdate Update(string session, PropertyKey property, StateValue value, string? intentId = null) =>
        new(Intent(session, intentId), property, value);
}
