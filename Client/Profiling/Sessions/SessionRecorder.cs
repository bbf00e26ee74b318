using System;
using System.Collections.Generic;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Keeps what a run measures. What it costs while the run lasts is a copy; everything is worked out afterwards.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class SessionRecorder : ITelemetrySink
{
    private readonly TimeProvider _time;
    private readonly RecordStore<FrameRecord> _frames = new();
    private readonly RecordStore<(IntentRecord Intent, FrameRecord Answer)> _intents = new();
    private readonly List<(int Repeat, long From, long To)> _phases = [];
    private readonly List<(long At, ClockReading Reading)> _clock = [];
    private readonly List<(long At, string Name, double Ms, string Text)> _events = [];
    private (int Repeat, long From)? _phase;

    /// <summary>A session begins now.</summary>
    public SessionRecorder(TimeProvider time)
    {
        _time = time;
        Origin = time.GetTimestamp();
        StartedAt = time.GetUtcNow();
    }

    /// <summary>The timestamp from which the session counts.</summary>
    public long Origin { get; }

    /// <summary>The same moment by the calendar.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>How many intents came to an end so far.</summary>
    public int IntentCount => _intents.Count;

    /// <summary>How many frames came to an end so far.</summary>
    public int FrameCount => _frames.Count;

    /// <inheritdoc/>
    public void OnFrame(in FrameRecord frame) => _frames.Add(frame);

    /// <inheritdoc/>
    public void OnIntent(in IntentRecord intent, in FrameRecord answer) => _intents.Add((intent, answer));

    /// <summary>What is done from now on belongs to a repetition; 0 is the warm-up.</summary>
    public void BeginPhase(int repeat, long now)
    {
        EndPhase(now);
        _phase = (repeat, now);
    }

    /// <summary>What is done from now on belongs to none.</summary>
    public void EndPhase(long now)
    {
        if (_phase is { } open)
        {
            _phases.Add((open.Repeat, open.From, now));
            _phase = null;
        }
    }

    /// <summary>Keeps what is known of the server's clock now.</summary>
    public void NoteClock(in ClockReading reading, long now) => _clock.Add((now, reading));

    /// <summary>Keeps that something happened.</summary>
    public void Note(string name, long at, double ms = double.NaN, string text = "") => _events.Add((at, name, ms, text));

    /// <summary>Everything as a session.</summary>
    /// <param name="facts">How it was made.</param>
    /// <param name="clockAt">The server's clock at a local time in seconds, as known in the end; null takes what was known at the time.</param>
    public ProfileSession Build(SessionFacts facts, Func<double, ClockReading>? clockAt = null)
    {
        EndPhase(_time.GetTimestamp());
        var samples = new SampleMaker(_time.TimestampFrequency, Origin, _phases, clockAt);
        var frames = new List<FrameSample>(_frames.Count);
        for (int i = 0; i < _frames.Count; i++)
        {
            frames.Add(samples.Make(_frames[i]));
        }

        var intents = new List<IntentSample>(_intents.Count);
        for (int i = 0; i < _intents.Count; i++)
        {
            intents.Add(samples.Make(_intents[i].Intent, _intents[i].Answer));
        }

        intents.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        return new ProfileSession
        {
            Facts = facts with { StartedAt = StartedAt },
            Phases = [.. _phases.ConvertAll(phase => new SessionPhase(phase.Repeat, samples.Milliseconds(phase.From), samples.Milliseconds(phase.To)))],
            Intents = intents,
            Frames = frames,
            Clock = [.. _clock.ConvertAll(entry => samples.Make(entry.At, entry.Reading, StartedAt))],
            Events = [.. _events.ConvertAll(entry => new SessionEvent(samples.RepeatAt(entry.At), samples.Milliseconds(entry.At), entry.Name, entry.Ms, entry.Text))],
        };
    }
}
