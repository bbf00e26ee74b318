using System;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Scripts;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Profiling.Running;

/// <summary>Does a scenario again and again: to warm up, then for each repetition; between them everything comes to rest.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ScenarioRunner : IUserInput
{
    private static readonly TimeSpan s_clockEvery = TimeSpan.FromMilliseconds(250), s_shortestCycle = TimeSpan.FromMilliseconds(10);
    private static readonly ScriptFile s_rest = ScriptFile.Parse(["""{"do":"wait","until":"settled","timeout_ms":3000}"""], "rest");

    private readonly ProfilePlan _plan;
    private readonly SessionRecorder _recorder;
    private readonly ProgressLine _progress;
    private readonly InputParts _parts;
    private readonly IUserInput _inner;
    private readonly AxisPlayer? _player;
    private readonly PresenterPilot _pilot;
    private readonly TimeProvider _time;
    private ScriptRunner? _script;
    private bool _isResting = true;
    private bool _isReady;
    private int _phase = -1;
    private int _cycle;
    private long _phaseEnd;
    private long _cycleAt;
    private long _clockAt;
    private long _droppedAt;

    /// <summary>Creates a runner for a run of the client.</summary>
    public ScenarioRunner(ProfilePlan plan, SessionRecorder recorder, ProgressLine progress, InputParts parts, IUserInput inner, AxisPlayer? player, TimeProvider time)
    {
        _plan = plan;
        _recorder = recorder;
        _progress = progress;
        _parts = parts;
        _inner = inner;
        _player = player;
        _pilot = new PresenterPilot(parts.Presenter);
        _time = time;
        parts.Telemetry.Add(recorder);
    }

    private LoopState State => _parts.State;

    /// <inheritdoc/>
    public void Read(long now)
    {
        _inner.Read(now);
        if (State.Exit is not null || !IsReady(now))
        {
            return;
        }

        NoteClock(now);
        ShowProgress(now);
        if (!_isResting && now >= _phaseEnd)
        {
            EndPhase(now);
        }

        _script?.Read(now);
        if (_script is not { Progress.IsComplete: false })
        {
            GoOn(now);
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info)
    {
        _inner.OnShown(info);
        _script?.OnShown(info);
    }

    /// <inheritdoc/>
    public long? NextDue(long now)
    {
        long due = Math.Min(_inner.NextDue(now) ?? long.MaxValue, _script?.NextDue(now) ?? long.MaxValue);
        if (_isReady)
        {
            due = Math.Min(due, _clockAt + Ticks(s_clockEvery));
            due = Math.Min(due, _isResting ? long.MaxValue : _phaseEnd);
            due = Math.Min(due, _script is { Progress.IsComplete: true } ? _cycleAt + Ticks(s_shortestCycle) : long.MaxValue);
        }

        return due == long.MaxValue ? null : due;
    }

    private bool IsReady(long now)
    {
        if (!_isReady && State.Session is not null && State.View.HasDims && State.Dims is not null && State.FirstShownAt != 0)
        {
            _isReady = true;
            _recorder.Note(SessionEvent.FirstPicture, State.FirstShownAt, State.FirstFrameMs ?? double.NaN);
            Begin(s_rest, now);
        }

        return _isReady;
    }

    /// <summary>What comes when a script has ended: the next cycle, or after a rest the next phase.</summary>
    private void GoOn(long now)
    {
        Complain(now);
        if (!_isResting)
        {
            if (now - _cycleAt >= Ticks(s_shortestCycle))
            {
                BeginCycle(now);
            }
        }
        else if (++_phase <= _plan.Repeats)
        {
            _isResting = false;
            _phaseEnd = now + Ticks(_plan.LengthOf(_phase));
            _recorder.BeginPhase(_phase, now);
            BeginCycle(now);
        }
        else
        {
            _script = null;
            State.Exit ??= ExitCause.Finished;
        }
    }

    private void BeginCycle(long now)
    {
        try
        {
            ScriptFile script = _plan.Scenario.For(State.Dims!, _plan.Seed, _cycle++);

            // What does not play by itself is a hand's doing: pictures then come as in a drag at the window.
            _pilot.Drag(Array.TrueForAll([.. script.Steps], static step => step.Verb.Name != "play"));
            Begin(script, now);
        }
        catch (FathomException error)
        {
            State.Exit ??= new ExitCause("scenario", error);
        }
    }

    private void Begin(ScriptFile script, long now)
    {
        _cycleAt = now;
        _script = new ScriptRunner(script, _parts, inner: null, _player, endsRun: false, _time) { StartedAt = now, Stepped = OnStep };
    }

    /// <summary>The script may be in the middle of something; what it has asked for is still waited for.</summary>
    private void EndPhase(long now)
    {
        _recorder.EndPhase(now);
        _player?.Stop();
        _isResting = true;
        _pilot.Drag(false);
        Begin(s_rest, now);
    }

    private void OnStep(ScriptStep step, bool isOver, ErrorInfo? met, long now)
    {
        if (step.Verb.Name == "mark" && !isOver)
        {
            _recorder.Note(SessionEvent.Mark, now, text: step.Text("text") ?? string.Empty);
        }
        else if (step.Verb.Name == "drop" && !isOver)
        {
            _droppedAt = now;
        }
        else if (step.Verb.Name == "wait" && isOver && met is null && _droppedAt != 0 && step.Text("until") == ScriptVerbs.Picture)
        {
            _recorder.Note(SessionEvent.Reconnect, _droppedAt, _time.GetElapsedTime(_droppedAt, State.LastShownAt).TotalMilliseconds);
            _droppedAt = 0;
        }
    }

    private void Complain(long now)
    {
        if (!_isResting && _script is { Progress.Failed: > 0 } script)
        {
            _recorder.Note(SessionEvent.Complaint, now, text: State.Errors.Last is { } last ? $"{last.Code}: {last.Text}" : "a step failed");
            if (script.Progress.Done == 0)
            {
                State.Exit ??= new ExitCause("scenario", new FathomException(
                    ExitCode.Rejected, $"The scenario {_plan.Scenario.Name} does not work with this server.", State.Errors.Last?.Text ?? "No step could be done.", "Take another one with --scenario."));
            }
        }
    }

    private void NoteClock(long now)
    {
        if (now - _clockAt >= Ticks(s_clockEvery))
        {
            _clockAt = now;
            _recorder.NoteClock(_parts.Presenter.Clock, now);
        }
    }

    private void ShowProgress(long now)
    {
        int phase = Math.Clamp(_phase, 0, _plan.Repeats);
        TimeSpan left = _phase < 0 ? _plan.Whole : _plan.Duration * (_plan.Repeats - phase);
        left += _phase >= 0 && !_isResting ? _time.GetElapsedTime(now, _phaseEnd) : TimeSpan.Zero;
        string name = phase == 0 ? "warm-up" : FormattableString.Invariant($"{_plan.Scenario.Name}, run {phase} of {_plan.Repeats}");
        _progress.Show(name, _recorder.IntentCount, left);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
