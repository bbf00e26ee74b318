using System;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Profiling.Sessions;
using Fathom.Decode;

namespace Fathom.Client.Profiling.Running;

/// <summary>Waits for the first picture of one connection, keeps how long it took, and ends the run.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class FirstPictureRunner : IUserInput
{
    /// <summary>The frame's record is complete a little after it was shown: when its fence has signalled.</summary>
    private static readonly TimeSpan s_afterwards = TimeSpan.FromMilliseconds(60);

    private readonly SessionRecorder _recorder;
    private readonly InputParts _parts;
    private readonly IUserInput _inner;
    private readonly TimeProvider _time;
    private bool _isNoted;

    /// <summary>Creates a runner for one connection.</summary>
    public FirstPictureRunner(SessionRecorder recorder, InputParts parts, IUserInput inner, TimeProvider time)
    {
        _recorder = recorder;
        _parts = parts;
        _inner = inner;
        _time = time;
        parts.Telemetry.Add(recorder);
    }

    /// <inheritdoc/>
    public void Read(long now)
    {
        _inner.Read(now);
        LoopState state = _parts.State;
        if (state.FirstShownAt == 0)
        {
            return;
        }

        if (!_isNoted)
        {
            _isNoted = true;
            _recorder.Note(SessionEvent.FirstPicture, state.FirstShownAt, state.FirstFrameMs ?? double.NaN);
            _recorder.NoteClock(_parts.Presenter.Clock, now);
        }

        if (now >= EndsAt)
        {
            state.Exit ??= ExitCause.Finished;
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info) => _inner.OnShown(info);

    /// <inheritdoc/>
    public long? NextDue(long now) => _isNoted ? EndsAt : _inner.NextDue(now);

    private long EndsAt => _parts.State.FirstShownAt + (long)(s_afterwards.TotalSeconds * _time.TimestampFrequency);
}
