using System;
using Fathom.Client.Hosting;
using Fathom.Client.Logging;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Scripts;

/// <summary>Does the steps of a script in their order, beside what the user does at a window, if there is one.</summary>
/// <remarks>
/// Threads: main thread only. Time counts from the first picture, so that a script does not depend on how long the start took; on a
/// server that shows nothing, from three seconds after its first dims.
/// </remarks>
internal sealed class ScriptRunner : IUserInput
{
    private static readonly TimeSpan s_blindStart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_sessionPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_waitPatience = TimeSpan.FromSeconds(30);

    private readonly ScriptFile _script;
    private readonly ScriptStage _stage;
    private readonly ScriptActions _actions;
    private readonly IUserInput? _inner;
    private readonly bool _ownsPlayer;
    private readonly bool _endsRun;
    private readonly TimeProvider _time;
    private int _next;
    private string? _firstFailure;
    private IScriptTask? _task;
    private long _zeroAt;
    private long _dimsSeenAt;
    private long _waitsSince;

    /// <summary>Creates a runner.</summary>
    /// <param name="script">What to do.</param>
    /// <param name="parts">What input works with.</param>
    /// <param name="inner">The input of a window; null for none.</param>
    /// <param name="player">What plays axes in that window; null for a player of this script alone.</param>
    /// <param name="endsRun">Whether the run ends with the script.</param>
    /// <param name="time">The clock.</param>
    public ScriptRunner(ScriptFile script, InputParts parts, IUserInput? inner, AxisPlayer? player, bool endsRun, TimeProvider time)
    {
        _script = script;
        _inner = inner;
        _ownsPlayer = player is null;
        _endsRun = endsRun;
        _time = time;
        _stage = new ScriptStage(parts, player ?? new AxisPlayer(parts.State, parts.Intents, parts.Presenter, time), time);
        _actions = new ScriptActions(_stage);
        _stage.Progress.Steps = script.Steps.Length;
    }

    /// <summary>Told when a step begins and when it is over: the step, whether it is over, what it met, and when.</summary>
    public Action<ScriptStep, bool, ErrorInfo?, long>? Stepped { get; set; }

    /// <summary>The timestamp from which the script's times count, when that is not the first picture.</summary>
    public long StartedAt
    {
        init => _zeroAt = value;
    }

    /// <summary>What happened so far.</summary>
    public ScriptProgress Progress => _stage.Progress;

    /// <inheritdoc/>
    public void Read(long now)
    {
        _inner?.Read(now);
        if (_ownsPlayer)
        {
            _stage.Player.Tick(now);
        }

        _stage.Watch(now);
        StartClock(now);
        while (_stage.State.Exit is null && !_stage.Progress.IsComplete && TryGoOn(now))
        {
            // One step after the other until one waits.
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info)
    {
        _inner?.OnShown(info);
        if (_ownsPlayer)
        {
            // No window does it.
            _stage.Parts.Intents.Camera.Prediction.OnShown(info);
        }
    }

    /// <inheritdoc/>
    public long? NextDue(long now)
    {
        long due = _inner?.NextDue(now) ?? long.MaxValue;
        due = Math.Min(due, (_ownsPlayer ? _stage.Player.NextDue(now) : null) ?? long.MaxValue);
        due = Math.Min(due, _stage.Progress.IsComplete ? long.MaxValue : DueOfStep() ?? long.MaxValue);
        return due == long.MaxValue ? null : due;
    }

    private long? DueOfStep()
    {
        if (_task is not null)
        {
            return _task.NextDue;
        }

        if (_zeroAt == 0 && _dimsSeenAt != 0)
        {
            return _stage.After(_dimsSeenAt, s_blindStart);
        }

        return _waitsSince != 0 ? _stage.After(_waitsSince, s_sessionPatience)
            : _next < _script.Steps.Length && _zeroAt != 0 && _script.Steps[_next].At is { } at ? _stage.After(_zeroAt, at)
            : null;
    }

    private void StartClock(long now)
    {
        if (_zeroAt != 0)
        {
            return;
        }

        _dimsSeenAt = _dimsSeenAt == 0 && _stage.IsReady ? now : _dimsSeenAt;
        bool isBlind = _dimsSeenAt != 0 && _time.GetElapsedTime(_dimsSeenAt, now) >= s_blindStart;
        _zeroAt = _stage.State.FirstShownAt != 0 ? _stage.State.FirstShownAt : isBlind ? now : 0;
    }

    /// <summary>Begins or ends a step; false when there is nothing to do before something happens.</summary>
    private bool TryGoOn(long now)
    {
        if (_task is { } task)
        {
            if (!task.TryFinish(now, out ErrorInfo? met))
            {
                return false;
            }

            _task = null;
            End(met, now);
            return true;
        }

        if (_next == _script.Steps.Length + (_endsRun ? 1 : 0))
        {
            Finish();
            return true;
        }

        if (_next == _script.Steps.Length)
        {
            // What the script asked for is waited for, then the run ends.
            _task = new ScriptWait(_stage, ScriptVerbs.Settled, s_waitPatience, now);
            return true;
        }

        ScriptStep step = _script.Steps[_next];
        return IsDue(step, now) && TryBegin(step, now);
    }

    private bool IsDue(ScriptStep step, long now) => step.At is not { } at || (_zeroAt != 0 && now >= _stage.After(_zeroAt, at));

    private bool TryBegin(ScriptStep step, long now)
    {
        // A drag goes on while the server is away; what begins then waits for it.
        if (step.Verb.NeedsSession && !_stage.IsReady)
        {
            _waitsSince = _waitsSince == 0 ? now : _waitsSince;
            if (_time.GetElapsedTime(_waitsSince, now) < s_sessionPatience)
            {
                return false;
            }

            _waitsSince = 0;
            End(new ErrorInfo("script.no_session", "The server is not connected."), now);
            return true;
        }

        _waitsSince = 0;
        _stage.State.Log.Write(LogCategory.Script, LogLevel.Debug, $"line {step.Line}: {step.Verb.Name}");
        Stepped?.Invoke(step, false, null, now);
        _task = TaskOf(step, now);
        if (_task is null)
        {
            End(DoNow(step, now), now);
        }

        return true;
    }

    private IScriptTask? TaskOf(ScriptStep step, long now) => step.Verb.Name switch
    {
        "scrub" => ScriptMoves.Scrub(_stage, step, now),
        "seek" => ScriptMoves.Seek(_stage, step, now),
        "list" => ScriptCall.List(_stage, step.Text("path")),
        "load" => ScriptCall.Load(_stage, step.Text("path")!),
        "keyframe" => new ScriptKeyframe(_stage, now),
        "drop" => new ScriptDrop(_stage, now),
        "wait" => new ScriptWait(_stage, step.Text("until"), TimeSpan.FromMilliseconds(step.Number(step.Has("ms") ? "ms" : "timeout_ms", s_waitPatience.TotalMilliseconds)), now),
        _ => null,
    };

    private ErrorInfo? DoNow(ScriptStep step, long now)
    {
        switch (step.Verb.Name)
        {
            case "mark":
                _stage.Progress.Mark(step.Text("text")!, _zeroAt == 0 ? 0 : _time.GetElapsedTime(_zeroAt, now).TotalMilliseconds);
                return null;
            case "quit":
                _stage.State.Exit ??= new ExitCause("script", Failure());
                return null;
            default:
                return _actions.Do(step, now);
        }
    }

    private void End(ErrorInfo? met, long now)
    {
        if (met is not null)
        {
            string place = _next < _script.Steps.Length ? FormattableString.Invariant($"line {_script.Steps[_next].Line}: ") : string.Empty;
            _firstFailure ??= place + met.Message;
            _stage.State.Complain(met.Code, place + met.Message);
            _stage.Progress.Failed++;
        }
        else if (_next < _script.Steps.Length)
        {
            _stage.Progress.Done++;
        }

        if (_next < _script.Steps.Length)
        {
            Stepped?.Invoke(_script.Steps[_next], true, met, now);
        }

        _next++;
    }

    private void Finish()
    {
        _stage.Progress.IsComplete = true;
        if (_endsRun)
        {
            _stage.State.Exit ??= new ExitCause("script", Failure());
        }
    }

    private FathomException? Failure() => _stage.Progress.Failed == 0 ? null : new FathomException(
        ExitCode.Rejected,
        $"The script {_script.Name} was not done as written.",
        FirstFailure(),
        "The report (--json) has all errors.");

    private string FirstFailure() => _stage.Progress.Failed > 1 ? $"{_firstFailure} Others failed too: {_stage.Progress.Failed} in all." : _firstFailure ?? "A step failed.";
}
