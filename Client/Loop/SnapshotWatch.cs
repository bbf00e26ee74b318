using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Streams;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Loop;

/// <summary>Gets the picture that was asked for and ends the run.</summary>
/// <remarks>
/// Threads: main thread only. Our own server draws it on demand, exactly, and nobody else's view moves. On another one the axes are moved: where the picture says which
/// revision it shows the wait is exact, else it is the picture that stands there after a moment of rest.
/// </remarks>
internal sealed class SnapshotWatch
{
    private const double RestSeconds = 0.5;
    private const double AskAgainSeconds = 0.2;

    private readonly SnapshotRequest _request;
    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly ExactCalls _exact;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private int[]? _step;
    private bool _moved;
    private long _answeredAt;
    private long _askedAt;

    /// <summary>Creates a watch whose patience starts now.</summary>
    public SnapshotWatch(SnapshotRequest request, LoopState state, IntentQueue intents, ExactCalls exact, TimeProvider time)
    {
        _request = request;
        _state = state;
        _intents = intents;
        _exact = exact;
        _time = time;
        _startedAt = time.GetTimestamp();
    }

    /// <summary>Goes on; not null when the run should end.</summary>
    public ExitCause? Check(long now)
    {
        try
        {
            if (_state.Dims is null)
            {
                return TimeOut(now);
            }

            _step ??= Step();
            return _exact.IsOffered ? CheckExact(now) : CheckMoved(now);
        }
        catch (FathomException refused)
        {
            return new ExitCause("refused", refused);
        }
    }

    private ExitCause? CheckExact(long now)
    {
        if (_exact.Picture is { } picture)
        {
            _state.Exact = picture;
            return ExitCause.Snapshot;
        }

        bool asksAgain = _exact.Failure is { Code: "command.retryable" or "command.forbidden" };
        if (_exact.Failure is { } failure && !asksAgain)
        {
            throw new FathomException(ExitCode.Rejected, "The server does not draw the picture that was asked for.", $"{failure.Code}: {failure.Message}",
                failure.Code == "command.invalid" ? "Check --size, --dims and --contrast." : "Do what the reason says, or ask for another picture.");
        }

        bool isDue = _askedAt == 0 || (asksAgain && _time.GetElapsedTime(_askedAt, now).TotalSeconds >= AskAgainSeconds);
        if (isDue && !_exact.IsBusy && _state.PixelChannel.Phase == ChannelPhase.Connected)
        {
            _askedAt = now;
            _exact.Ask(Wanted());
        }

        return TimeOut(now);
    }

    private MapValue Wanted()
    {
        MapValue wanted = MapValue.Of(("step", _step!), ("one_to_one", _request.OneToOne), ("width", _request.Width), ("height", _request.Height));
        wanted = _request.Contrast is { } contrast ? wanted.With("contrast", new double[] { contrast.Low, contrast.High }) : wanted;
        return _request.DisplayedAxes is { } axes ? wanted.With("ndisplay", axes) : wanted;
    }

    /// <summary>The plain way: by moving the axes for everybody.</summary>
    private ExitCause? CheckMoved(long now)
    {
        if (_request.NeedsExact)
        {
            throw new FathomException(
                ExitCode.Usage,
                "Cannot take this picture from this server.",
                "Exact pictures, other contrast and other dimensions are drawn on demand by Fathom's own server only, and need libzstd on both sides.",
                "Leave --one-to-one, --contrast and --ndisplay out, or serve the data with fathom serve.");
        }

        if (!_moved)
        {
            Move();
            return null;
        }

        if (_state.Rejects > 0)
        {
            throw new FathomException(
                ExitCode.Rejected, "The server refuses the dims that were asked for.", _state.LastError ?? "It gives no reason.", "Check --dims against the axes that the server has.");
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

    private void Move()
    {
        foreach (DimsValue value in _request.Dims)
        {
            int axis = DimsAxes.Find(_state.Dims!, value.Axis);
            if (!_intents.SetIndex(axis, _step![axis]))
            {
                throw Unmovable(value);
            }
        }

        _moved = true;
    }

    /// <summary>Where every axis should stand.</summary>
    private int[] Step()
    {
        int[] step = [.. _state.Dims!.Step];
        foreach (DimsValue value in _request.Dims)
        {
            int axis = DimsAxes.Find(_state.Dims!, value.Axis);
            if (axis < 0 || DimsAxes.IsDisplayed(_state.Dims!, axis))
            {
                throw Unmovable(value);
            }

            int size = DimsAxes.Size(_state.Dims!, axis), index = WorldPlace.Index(_state, axis, size, value);
            if (size > 0 && index >= size)
            {
                throw new FathomException(ExitCode.Usage, $"Cannot move axis '{value.Axis}' to {index}.", $"It goes from 0 to {size - 1}.", "Correct --dims.");
            }

            step[axis] = index;
        }

        return step;
    }

    private FathomException Unmovable(DimsValue value) => new(
        ExitCode.Usage, $"Cannot move axis '{value.Axis}'.", $"The axes that can be moved are: {Axes()}.", "Correct --dims.");

    private string Axes()
    {
        IEnumerable<string> names = Enumerable.Range(0, _state.Dims!.Step.Length)
            .Where(axis => !DimsAxes.IsDisplayed(_state.Dims, axis)).Select(axis => DimsAxes.Label(_state.Dims, axis));
        string text = string.Join(", ", names);
        return text.Length == 0 ? "none" : text;
    }

    private ExitCause? TimeOut(long now) => _time.GetElapsedTime(_startedAt, now) < _request.Patience
        ? null
        : new ExitCause("timeout", FailureText.NoPicture(_request.Patience, TitleText.Trouble(_state, now)));
}
