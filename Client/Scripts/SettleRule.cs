using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Says when all that was asked is answered and the picture that answers it is on the screen.</summary>
/// <remarks>
/// Threads: main thread only. Where frames say their revision this is exact; on a plain server it is half a second of rest after the
/// last answer, once the server has told what it accepted, and on one that shows nothing at all three seconds.
/// </remarks>
internal sealed class SettleRule
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_blindGrace = TimeSpan.FromSeconds(3);

    /// <summary>An intent that changes nothing may bring no picture or notice of its own.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly TimeProvider _time;
    private long _answeredAt;
    private long _toldAt;

    /// <summary>Creates a rule that begins to wait now.</summary>
    public SettleRule(LoopState state, IntentQueue intents, TimeProvider time)
    {
        _state = state;
        _intents = intents;
        _time = time;
    }

    /// <summary>Whether every intent that was sent got its answer, and none waits.</summary>
    public bool IsAnswered => _state.Session is not null && _state.View.HasDims && !_intents.IsBusy && _intents.Unanswered == 0;

    /// <summary>When to look again although nothing happens; null when only an answer can change anything.</summary>
    public long? NextDue => _answeredAt == 0 ? null : _toldAt == 0 ? After(_answeredAt, s_patience) : After(_toldAt, Grace);

    private TimeSpan Grace => _state.FirstShownAt != 0 ? s_grace : s_blindGrace;

    /// <summary>Looks.</summary>
    public bool IsSettled(long now)
    {
        if (!IsAnswered)
        {
            (_answeredAt, _toldAt) = (0, 0);
            return false;
        }

        _answeredAt = _answeredAt == 0 ? now : _answeredAt;
        bool isExact = _intents.LastRevision is not null && _state.Session!.Feature(FeatureNames.PixelFrameView) is { Enabled: true };
        _toldAt = isExact || !IsTold() ? 0 : _toldAt == 0 ? now : _toldAt;
        return (isExact && _state.ShownRevision >= _intents.LastRevision)
            || now >= After(_answeredAt, s_patience)
            || (_toldAt != 0 && now >= After(_toldAt, Grace));
    }

    private long After(long from, TimeSpan span) => from + (long)(span.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Whether the server has told what it accepted: that comes after the answer, on a busy one long after it.</summary>
    private bool IsTold()
    {
        NotifyDims dims = _state.Dims!;
        for (int i = 0; i < dims.Step.Length; i++)
        {
            if (_intents.Shown(IntentQueue.IndexOf(dims, i)) is { } asked && asked.TryGetInt64(out long index) && index != dims.Step[i])
            {
                return false;
            }
        }

        return _intents.Shown(IntentQueue.Displayed) is not { } axes || !axes.TryGetInt64(out long count) || count == dims.Ndisplay;
    }
}
