using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>
/// The data's values under the pointer, asked of the server for the picture on the screen: one question at a time, the newest, at most thirty a second and fewer where that is dear. An answer
/// says which indices it is about and goes a moment after its picture: where pictures follow each other, the value of the last but one must not flicker.
/// </summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ProbeModel
{
    private const double LeastSeconds = 1 / 30.0;

    // Where the pictures change by themselves, and where every answer means a whole line of samples, less often: the server draws meanwhile.
    private const double MovingSeconds = 0.12;
    private const double RaySeconds = 0.25;
    private const double HoldSeconds = 0.25;
    private const double LateSeconds = 1;

    private readonly LoopState _state;
    private readonly LatestCall<ProbePoint> _call;
    private (double Column, double Row)? _pointer;
    private ProbePoint? _asked;
    private ProbePoint? _answered;
    private double _askedAt = double.NegativeInfinity;
    private double _askAt = double.PositiveInfinity;
    private double _holdUntil = double.NegativeInfinity;
    private bool _isShown;
    private bool _isCurrent;
    private string _text = string.Empty;

    /// <summary>Creates a model without a pointer.</summary>
    public ProbeModel(LoopState state, CommandLane commands, Action wake)
    {
        _state = state;
        _call = new LatestCall<ProbePoint>(commands, CommandNames.Probe, wake);
    }

    /// <summary>When <see cref="Update"/> has something to do although nothing happens; infinite for never.</summary>
    public double DueAt => _isShown && !_isCurrent ? Math.Min(_askAt, _holdUntil) : _askAt;

    /// <summary>What is known of the place under the pointer in the picture on the screen, or in one that has just left it; empty for nothing.</summary>
    public string Text => _pointer is not null && _isShown ? _text : string.Empty;

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
            _askAt = double.PositiveInfinity;
        }
        else if (_asked is not { } asked || (asked.Column, asked.Row) != pointer)
        {
            _askAt = Math.Min(_askAt, _askedAt + (_state.View.Dims.IsVolume ? RaySeconds : LeastSeconds));
        }
    }

    /// <summary>Another picture is shown: what was known belongs to the one before.</summary>
    public void OnShown()
    {
        if (_pointer is not null)
        {
            _askAt = Math.Min(_askAt, _askedAt + (_state.View.Dims.IsVolume ? RaySeconds : MovingSeconds));
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
                _holdUntil = seconds + HoldSeconds;
                isNews = true;
                if (ProbeText.IsLate(answer) && point == _asked)
                {
                    _asked = null;
                    _askAt = Math.Min(_askAt, seconds + LateSeconds);
                }
            }
        }

        if (seconds >= _askAt)
        {
            _askAt = double.PositiveInfinity;
            Ask(seconds);
        }

        return isNews | Hold(seconds);
    }

    /// <summary>Whether there is something to show; true when that has changed.</summary>
    private bool Hold(double seconds)
    {
        _isCurrent = _answered is { } point && point.IsOf(_state);
        if (_isCurrent)
        {
            _holdUntil = seconds + HoldSeconds;
        }

        bool wasShown = _isShown;
        _isShown = _answered is { } known && known.Session == _state.Session?.Info.Id && seconds < _holdUntil;
        return wasShown != _isShown;
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
