using System;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Loop;

/// <summary>Moves the axes, waits for the picture that shows them, and ends the run.</summary>
/// <remarks>
/// Threads: main thread only. With our own server the picture says which revision it shows, and the wait is exact; with a plain one
/// it is the picture that stands there after a moment of rest.
/// </remarks>
internal sealed class SnapshotWatch
{
    private const double RestSeconds = 0.5;

    private readonly SnapshotRequest _request;
    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private bool _asked;
    private long _answeredAt;

    /// <summary>Creates a watch whose patience starts now.</summary>
    public SnapshotWatch(SnapshotRequest request, LoopState state, IntentQueue intents, TimeProvider time)
    {
        _request = request;
        _state = state;
        _intents = intents;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Goes on; not null when the run should end.</summary>
    public ExitCause? Check(long now)
    {
        if (!_asked)
        {
            return _state.Dims is null ? TimeOut(now) : Ask();
        }

        if (_state.Rejects > 0)
        {
            return new ExitCause("refused", new FathomException(
                ExitCode.Rejected, "The server refuses the dims that were asked for.", _state.LastError ?? "It gives no reason.", "Check --dims against the axes that the server has."));
        }

        if (_intents.IsBusy || _state.FirstShownAt == 0)
        {
            return TimeOut(now);
        }

        if (_request.Dims.IsEmpty || (_intents.LastRevision is { } asked && _state.ShownRevision >= asked))
        {
            return ExitCause.Snapshot;
        }

        _answeredAt = _answeredAt == 0 ? now : _answeredAt;
        bool plain = _intents.LastRevision is null || _state.ShownRevision is null;
        return plain && _time.GetElapsedTime(_answeredAt, now).TotalSeconds >= RestSeconds ? ExitCause.Snapshot : TimeOut(now);
    }

    private ExitCause? Ask()
    {
        foreach (DimsValue value in _request.Dims)
        {
            int axis = DimsAxes.Find(_state.Dims!, value.Axis);
            if (axis >= 0 && DimsAxes.Size(_state.Dims!, axis) is var size && size > 0 && value.Index >= size)
            {
                return new ExitCause("refused", new FathomException(
                    ExitCode.Usage, $"Cannot move axis '{value.Axis}' to {value.Index}.", $"It goes from 0 to {size - 1}.", "Correct --dims."));
            }

            if (axis < 0 || DimsAxes.IsDisplayed(_state.Dims!, axis) || !_intents.SetIndex(axis, value.Index))
            {
                return new ExitCause("refused", new FathomException(
                    ExitCode.Usage, $"Cannot move axis '{value.Axis}'.", $"The axes that can be moved are: {Axes()}.", "Correct --dims."));
            }
        }

        _asked = true;
        return null;
    }

    private string Axes()
    {
        var names = new System.Collections.Generic.List<string>();
        for (int i = 0; i < _state.Dims!.Step.Length; i++)
        {
            if (!DimsAxes.IsDisplayed(_state.Dims, i))
            {
                names.Add(DimsAxes.Label(_state.Dims, i));
            }
        }

        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    private ExitCause? TimeOut(long now) => _time.GetElapsedTime(_startedAt, now) < _request.Patience
        ? null
        : new ExitCause("timeout", FailureText.NoPicture(_request.Patience, TitleText.Trouble(_state, now)));
}
