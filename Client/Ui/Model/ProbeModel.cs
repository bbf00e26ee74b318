using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>
/// The data's values under the pointer, asked of the server for the picture on the screen: one question at a time, the newest, at most thirty a second. An answer
/// is shown only as long as its picture is.
/// </summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ProbeModel
{
    private const double LeastSeconds = 1 / 30.0;

    private readonly LoopState _state;
    private readonly LatestCall<ProbePoint> _call;
    private (double Column, double Row)? _pointer;
    private ProbePoint? _asked;
    private ProbePoint? _answered;
    private double _askedAt = double.NegativeInfinity;
    private string _text = string.Empty;

    /// <summary>Creates a model without a pointer.</summary>
    public ProbeModel(LoopState state, CommandLane commands, Action wake)
    {
        _state = state;
        _call = new LatestCall<ProbePoint>(commands, CommandNames.Probe, wake);
    }

    /// <summary>When <see cref="Update"/> has something to do although nothing happens; infinite for never.</summary>
    public double DueAt { get; private set; } = double.PositiveInfinity;

    /// <summary>What is known of the place under the pointer in the picture on the screen; empty for nothing.</summary>
    public string Text => _pointer is not null && _answered is { } point && point.IsOf(_state) ? _text : string.Empty;

    /// <summary>Why there is no value; null when there is one.</summary>
    public string? Why { get; private set; }

    /// <summary>The pointer is over the picture, at these pixels of it; null when it is not.</summary>
    public void Point((double Column, double Row)? pointer)
    {
        _pointer = pointer;
        if (pointer is null)
        {
            _call.Forget();
            _asked = null;
            DueAt = double.PositiveInfinity;
        }
        else if (_asked is not { } asked || (asked.Column, asked.Row) != pointer)
        {
            DueAt = Math.Min(DueAt, _askedAt + LeastSeconds);
        }
    }

    /// <summary>Another picture is shown: what was known belongs to the one before.</summary>
    public void OnShown()
    {
        if (_pointer is not null)
        {
            DueAt = Math.Min(DueAt, _askedAt + LeastSeconds);
        }
    }

    /// <summary>Takes an answer and asks what is to be asked. True when there is something else to show.</summary>
    public bool Update(double seconds)
    {
        bool isNews = false;
        while (_call.TryTake(out ProbePoint point, out CommandOutcome outcome))
        {
            if (outcome.Result is MapValue answer)
            {
                (_answered, _text, Why) = (point, ProbeText.Of(answer, _state.Dims), ProbeText.Why(answer));
                isNews = true;
            }
        }

        if (seconds >= DueAt)
        {
            DueAt = double.PositiveInfinity;
            Ask(seconds);
        }

        return isNews;
    }

    private void Ask(double seconds)
    {
        if (_pointer is not { } pointer || !_call.IsOffered || _state.Session is not { } session || _state.Drawn.IsNull || !_state.Drawn.Info.HasView)
        {
            return;
        }

        var point = new ProbePoint(session.Info.Id, _state.Drawn.Info.View.Revision, pointer.Column, pointer.Row);
        if (point != _asked && ProbePoint.Question(_state.Drawn.Info, pointer.Column, pointer.Row) is { } question)
        {
            (_asked, _askedAt) = (point, seconds);
            _call.Ask(point, question);
        }
    }
}
