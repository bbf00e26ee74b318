using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.Extensions;

namespace Fathom.Client.Scripts;

/// <summary>Says when all that was asked is answered and the picture that answers it is on the screen.</summary>
/// <remarks>
/// Threads: main thread only. Where frames say their revision this is exact; on a plain server it is half a second of rest after the
/// last answer, and on one that shows nothing at all three seconds.
/// </remarks>
internal sealed class SettleRule
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_blindGrace = TimeSpan.FromSeconds(3);

    /// <summary>An intent that changes nothing may bring no picture of its own.</summary>
    private static readonly TimeSpan s_exactPatience = TimeSpan.FromSeconds(5);

    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly TimeProvider _time;
    private long _restSince;
    private TimeSpan _grace;

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
    public long? NextDue => _restSince == 0 ? null : _restSince + (long)(_grace.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Looks.</summary>
    public bool IsSettled(long now)
    {
        if (!IsAnswered)
        {
            _restSince = 0;
            return false;
        }

        _restSince = _restSince == 0 ? now : _restSince;
        bool isExact = _intents.LastRevision is not null && _state.Session!.Feature(FeatureNames.PixelFrameView) is { Enabled: true };
        if (isExact && _state.ShownRevision >= _intents.LastRevision)
        {
            return true;
        }

        _grace = isExact ? s_exactPatience : _state.FirstShownAt != 0 ? s_grace : s_blindGrace;
        return _time.GetElapsedTime(_restSince, now) >= _grace;
    }
}
