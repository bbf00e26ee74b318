using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>Brings a saved session back once the server is there: its dataset, then its view, step by step, as any user would ask for it. What is refused is told.</summary>
/// <remarks>Threads: main thread, but for the load, which ends on the pool and leaves its answer in a slot.</remarks>
internal sealed class SessionRestorer : IUserInput
{
    private static readonly TimeSpan s_loadPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stepPatience = TimeSpan.FromSeconds(10);

    private readonly SessionFile _file;
    private readonly InputParts _parts;
    private readonly IUserInput _inner;
    private readonly Action<string> _say;
    private readonly TimeProvider _time;
    private readonly SessionSteps _steps;
    private readonly List<string> _missed = [];
    private readonly List<(PropertyKey Key, StateValue Value, string Name)> _asked = [];
    private LoadOutcome? _loaded;
    private bool _isLoading;
    private int _next;
    private bool _waits;
    private long _since;

    /// <summary>Creates a restorer around what the user does.</summary>
    public SessionRestorer(SessionFile file, InputParts parts, IUserInput inner, Action<string> say, TimeProvider time)
    {
        _file = file;
        _parts = parts;
        _inner = inner;
        _say = say;
        _time = time;
        _steps = new SessionSteps(file, parts, _missed.Add);
    }

    /// <summary>Whether everything was asked for and answered.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What could not be brought back, and why.</summary>
    public IReadOnlyList<string> Missed => _missed;

    /// <inheritdoc/>
    public void Read(long now)
    {
        _inner.Read(now);
        if (!IsOver)
        {
            GoOn(now);
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info) => _inner.OnShown(info);

    /// <inheritdoc/>
    public long? NextDue(long now)
    {
        long? inner = _inner.NextDue(now);
        if (IsOver || _since == 0)
        {
            return inner;
        }

        long due = _since + (long)((_isLoading ? s_loadPatience : s_stepPatience).TotalSeconds * _time.TimestampFrequency);
        return inner is { } at && at < due ? at : due;
    }

    private void GoOn(long now)
    {
        LoopState state = _parts.State;
        if (state.Session is null || state.Dims is null || !state.View.HasDims || state.View.Layers.Layers.IsEmpty)
        {
            return;
        }

        if (state.View.Drive is { IsDriver: false })
        {
            End("somebody else drives this server: the view stays as it is.");
            return;
        }

        if (_file.DatasetPath is { } path && path != state.View.Scene.SourcePath && _next == 0)
        {
            Load(path, now);
            return;
        }

        // The scene of another dataset comes before its dims: until then the axes are those of the one before.
        if (!DimsModel.From(state.Dims).SameAs(state.View.Dims))
        {
            return;
        }

        _isLoading = false;
        while (!IsOver && (!_waits || IsAnswered(now)))
        {
            if (_next == _steps.All.Length)
            {
                Finish();
                return;
            }

            Begin(_steps.All[_next++](), now);
        }
    }

    private void Begin(List<(PropertyKey Key, StateValue Value, string Name)> step, long now)
    {
        foreach ((PropertyKey key, StateValue value, _) in step)
        {
            _parts.Intents.Set(key, value);
        }

        _asked.AddRange(step);
        _waits = step.Count > 0;
        _since = _waits ? now : 0;
    }

    private bool IsAnswered(long now)
    {
        if (_parts.Intents.IsBusy && _time.GetElapsedTime(_since, now) < s_stepPatience)
        {
            return false;
        }

        (_waits, _since) = (false, 0);
        return true;
    }

    private void Load(string path, long now)
    {
        if (!_isLoading)
        {
            if (!_parts.Commands.Offers(CommandNames.LoadZarr))
            {
                End($"the server shows other data and does not load {path}: the view stays as it is.");
                return;
            }

            (_isLoading, _since) = (true, now);
            _ = LoadAsync(path);
        }
        else if (Volatile.Read(ref _loaded)?.Error is { } error)
        {
            End($"the server does not load {path}: {error.Message} The view stays as it is.");
        }
        else if (_time.GetElapsedTime(_since, now) >= s_loadPatience)
        {
            End($"the server did not show {path} in time: the view stays as it is.");
        }
    }

    private async Task LoadAsync(string path)
    {
        LoadOutcome outcome = await new ServerFiles(_parts.Commands, "fathom").LoadAsync(path).ConfigureAwait(false);
        Volatile.Write(ref _loaded, outcome);
        _parts.Wake();
    }

    private void Finish()
    {
        foreach ((PropertyKey key, _, string name) in _asked)
        {
            if (_parts.Intents.News.RefusalOf(key) is { } why)
            {
                _missed.Add($"{name}: {why}");
            }
        }

        foreach (string missed in _missed)
        {
            _parts.State.Complain("session.refused", missed);
        }

        End(_missed.Count == 0 ? $"the session {_file.Path} is restored." : $"the session {_file.Path} is restored, but for {string.Join("; ", _missed)}.");
    }

    private void End(string text)
    {
        IsOver = true;
        if (_next < _steps.All.Length)
        {
            _missed.Add(text);
            _parts.State.Complain("session.refused", text);
        }

        _say(text);
    }
}
