using System;
using System.Collections.Generic;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;

namespace Fathom.Client.Playback;

/// <summary>Plays one axis at a time: asks for what the clock says, and stops so that nothing moves any more.</summary>
/// <remarks>
/// Threads: main thread only. On a stop the presenter holds back what is on its way, the axis is asked back to what is on the screen,
/// and the answer to that lets pictures through again.
/// </remarks>
internal sealed class AxisPlayer
{
    private readonly PlaybackClock _clock = new();
    private readonly Dictionary<string, PlaybackSettings> _settings = new(StringComparer.Ordinal);
    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly PresenterQueue _presenter;
    private readonly TimeProvider _time;
    private bool _holds;

    /// <summary>Creates a player that stands.</summary>
    public AxisPlayer(LoopState state, IntentQueue intents, PresenterQueue presenter, TimeProvider time)
    {
        _state = state;
        _intents = intents;
        _presenter = presenter;
        _time = time;
    }

    /// <summary>What holds pictures back on a stop.</summary>
    public PresenterQueue Presenter => _presenter;

    /// <summary>The axis that plays, or played last; -1 for none.</summary>
    public int Axis { get; private set; } = -1;

    /// <summary>Whether one plays.</summary>
    public bool IsPlaying => _clock.IsPlaying;

    /// <summary>Indices that real time left out.</summary>
    public long Skipped => _clock.Skipped;

    /// <summary>How an axis is played.</summary>
    public PlaybackSettings SettingsOf(string axis) => _settings.GetValueOrDefault(axis) ?? s_default;

    /// <summary>Changes how an axis is played, also while it is.</summary>
    public void Change(int axis, PlaybackSettings settings, long now)
    {
        if (_state.Dims is not { } dims)
        {
            return;
        }

        _settings[DimsAxes.Label(dims, axis)] = settings;
        if (_clock.IsPlaying && axis == Axis)
        {
            _clock.Start(settings, _clock.Current, DimsAxes.Size(dims, axis), Span(now));
        }
    }

    /// <summary>Plays the axis, or stops it if it plays.</summary>
    public void Toggle(int axis, long now)
    {
        bool stops = _clock.IsPlaying && axis == Axis;
        Stop();
        if (!stops && _state.Dims is { } dims && axis >= 0 && axis < dims.Step.Length)
        {
            // Whatever is held back belongs to the stop before.
            Release();
            Axis = axis;
            _clock.Start(SettingsOf(DimsAxes.Label(dims, axis)), ShownIndex.Asked(_state, _intents, axis), DimsAxes.Size(dims, axis), Span(now));
        }
    }

    /// <summary>Stops at the picture that is on the screen.</summary>
    public void Stop()
    {
        if (!_clock.IsPlaying)
        {
            return;
        }

        _clock.Stop();
        _holds = true;
        _presenter.Stop();
        _intents.SetIndex(Axis, ShownIndex.Of(_state, Axis));
    }

    /// <summary>Asks for what is due.</summary>
    public void Tick(long now)
    {
        if (_holds && !_intents.IsBusy)
        {
            Release();
        }

        if (!_clock.IsPlaying)
        {
            return;
        }

        if (_state.Dims is not { } dims || Axis >= dims.Step.Length || DimsAxes.IsDisplayed(dims, Axis))
        {
            _clock.Stop();
            return;
        }

        int from = _clock.Current;
        if (_clock.TryAdvance(Span(now), ShownIndex.Of(_state, Axis), out int index))
        {
            if (_clock.Settings.EveryFrame)
            {
                _intents.Walk(Axis, from, index);
            }
            else
            {
                _intents.SetIndex(Axis, index);
            }
        }
    }

    /// <summary>When <see cref="Tick"/> has something to do; null for never.</summary>
    public long? NextDue(long now) => _clock.NextDue(Span(now), Axis < 0 ? 0 : ShownIndex.Of(_state, Axis)) is { } due
        ? (long)(due.TotalSeconds * _time.TimestampFrequency)
        : null;

    private static readonly PlaybackSettings s_default = new();

    private TimeSpan Span(long now) => _time.GetElapsedTime(0, now);

    private void Release()
    {
        if (_holds)
        {
            _holds = false;
            _presenter.Resume(_intents.LastRevision ?? long.MinValue);
        }
    }
}
