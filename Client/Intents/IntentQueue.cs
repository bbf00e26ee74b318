using System;
using System.Collections.Generic;
using Fathom.Client.Logging;
using Fathom.Client.Loop;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>
/// What the user did, on its way to the server: the throttle says when each property's newest value goes, the ledger what is asked
/// and what is confirmed.
/// </summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class IntentQueue
{
    private const string CameraTarget = "main";
    private const int MostPerFlush = 16;

    private readonly IStreamControl _streams;
    private readonly LoopState _state;
    private readonly FrameFactory _frames;
    private readonly RestartWatch _restart;
    private readonly ModeGuard _mode;
    private readonly TimeProvider _time;
    private readonly IntentLine _line;
    private readonly StateLedger _ledger = new();
    private readonly OutgoingIntent[] _outgoing = new OutgoingIntent[MostPerFlush];
    private readonly List<KeyValuePair<PropertyKey, StateValue>> _lost = [];
    private readonly List<LedgerChange> _changes = [];

    /// <summary>Creates an empty queue.</summary>
    public IntentQueue(IStreamControl streams, LoopState state, FrameFactory frames, TimeProvider time)
    {
        _streams = streams;
        _state = state;
        _frames = frames;
        _restart = new RestartWatch(frames);
        _mode = new ModeGuard(state, _ledger);
        _time = time;
        _line = new IntentLine(time);
        Camera = new CameraIntents(_line, state);
    }

    /// <summary>How many axes are displayed.</summary>
    public static PropertyKey Displayed { get; } = new("view", CameraTarget, "ndisplay");

    /// <summary>The level of detail.</summary>
    public static PropertyKey Level { get; } = new("multiscale", CameraTarget, "level");

    /// <summary>The axis that keys and wheel move; -1 leaves the choice to the axes' names.</summary>
    public int ChosenAxis { get; set; } = -1;

    /// <summary>What became of the intents.</summary>
    public PropertyNews News { get; } = new();

    /// <summary>The camera's intents.</summary>
    public CameraIntents Camera { get; }

    /// <summary>The newest revision that an answer named: a frame that shows it, or a later one, answers all that was asked.</summary>
    public long? LastRevision => _line.LastRevision;

    /// <summary>Each intent's way to the picture that answers it.</summary>
    public IntentBook Book => _line.Book;

    /// <summary>How many intents of this session have no answer yet, however late it is.</summary>
    public int Unanswered => _line.Unanswered;

    /// <summary>Whether anything waits or is unanswered.</summary>
    public bool IsBusy => _line.IsBusy;

    /// <summary>Moves the axis that the keys and the wheel move. False when there is none.</summary>
    public bool StepPrimary(int delta)
    {
        if (_state.Dims is not { } dims || DimsAxes.Current(dims, ChosenAxis) is var axis && axis < 0)
        {
            return false;
        }

        // From where the user sees it going, not from where the server has got to.
        long from = _ledger.Shown(IndexOf(dims, axis)) is { } shown && shown.TryGetInt64(out long index) ? index : dims.Step[axis];
        return SetIndex(axis, (int)Math.Clamp(from + delta, int.MinValue, int.MaxValue));
    }

    /// <summary>Moves an axis to an index within its size. False when there is no such axis.</summary>
    public bool SetIndex(int axis, int index)
    {
        if (_state.Dims is not { } dims || axis < 0 || axis >= dims.Step.Length)
        {
            return false;
        }

        int size = DimsAxes.Size(dims, axis);
        int wanted = Math.Clamp(index, 0, size > 0 ? size - 1 : int.MaxValue);
        PropertyKey key = IndexOf(dims, axis);
        if (_ledger.Propose(key, wanted))
        {
            _line.Offer(key, IntentValue.Index(wanted));
        }

        return true;
    }

    /// <summary>Goes to an index so that the server is asked for every one in between.</summary>
    public void Walk(int axis, int from, int to)
    {
        if (_state.Dims is { } dims && axis >= 0 && axis < dims.Step.Length && _ledger.Propose(IndexOf(dims, axis), to))
        {
            _line.Walk(IndexOf(dims, axis), from, to);
        }
    }

    /// <summary>Sets any property to a value.</summary>
    public void Set(PropertyKey key, StateValue value)
    {
        News.Forget(key);
        if (_state.Dims is not null && _ledger.Propose(key, value))
        {
            _line.Offer(key, IntentValue.Of(value));
        }
    }

    /// <summary>The value of a property as the user sees it; null when none is known.</summary>
    public StateValue? Shown(PropertyKey key) => _ledger.Shown(key);

    /// <summary>All that is known of a property; false when nothing is.</summary>
    public bool TryLook(PropertyKey key, long now, out LedgerValue value) => _ledger.TryGet(key, _time.GetElapsedTime(0, now), out value);

    /// <summary>Sends what may go now.</summary>
    public void Flush(long now)
    {
        if (_state.Session is not { } session)
        {
            return;
        }

        TimeSpan time = _time.GetElapsedTime(0, now);
        _changes.Clear();
        _ledger.Advance(time, _changes);
        int count = _line.Flush(time, _outgoing);
        for (int i = 0; i < count; i++)
        {
            Send(session, _outgoing[i], time);
        }
    }

    /// <summary>When <see cref="Flush"/> has something to do; null when nothing waits.</summary>
    public long? NextDue(long now)
    {
        if (_state.Session is null)
        {
            return null;
        }

        TimeSpan? due = _line.NextDue(_time.GetElapsedTime(0, now));
        return due is { } at ? Math.Max(now, (long)(at.TotalSeconds * _time.TimestampFrequency)) : null;
    }

    /// <summary>The server answered.</summary>
    public void OnAck(AckState ack, long receivedAt)
    {
        TimeSpan time = _time.GetElapsedTime(0, receivedAt);
        _state.Log.Write(LogCategory.Intents, LogLevel.Debug, $"{ack.Status} {ack.AckedIntentId} {ack.Error?.Message}");
        Camera.Prediction.OnAnswered(ack.AckedIntentId, ack.Status == AckStatus.Rejected ? null : ack.Revision);
        if (_ledger.Acknowledge(ack, time) is { IsKnown: true } change)
        {
            News.Take(change.Key, ack, receivedAt);
        }

        _line.OnAck(ack, receivedAt);
    }

    /// <summary>Something else than an answer measured the round trip: the window is right from the first drag on.</summary>
    public void ObserveRoundTrip(TimeSpan roundTrip, long now) => _line.ObserveRoundTrip(roundTrip, _time.GetElapsedTime(0, now));

    /// <summary>The server said where the axes stand. After a reconnect, what the connection lost is asked for again.</summary>
    public void OnDims(NotifyDims dims)
    {
        for (int i = 0; i < dims.Step.Length; i++)
        {
            _ledger.Notify(IndexOf(dims, i), dims.Step[i]);
        }

        _ledger.Notify(Displayed, dims.Ndisplay);
        DimsKeys.Tell(_ledger, dims);
        _restart.OnNotice(dims);
        bool isRestarted = _restart.IsRestarted(dims, _state.View, out MapValue? pose);
        _lost.Clear();
        _ledger.TakeLost(_lost, giveUp: _state.View.Drive is { IsDriver: false }, isRestarted);
        if (_state.View.Drive is { IsDriver: false })
        {
            return;
        }

        if (pose is not null)
        {
            _line.Offer(CameraIntents.Pose, IntentValue.Of(pose));
        }

        foreach ((PropertyKey key, StateValue value) in _lost)
        {
            // An old pose was overtaken by the moves after it; where the camera stood last is set above.
            if (key.Scope == "camera")
            {
                _ledger.Withdraw(key);
                continue;
            }

            _line.Offer(key, value.TryGetInt64(out long index) && key.Key == "index" ? IntentValue.Index(index) : IntentValue.Of(value));
        }
    }

    /// <summary>The server said where the camera stands or which command moved it.</summary>
    public void OnCamera(NotifyCamera camera) => _restart.OnNotice(camera);

    /// <summary>The server said how the layers are; the state has taken it over.</summary>
    public void OnLayers(Message notice)
    {
        _restart.OnNotice(notice);
        foreach (LayerModel layer in _state.View.Layers.Layers)
        {
            foreach ((string name, StateValue value) in layer.Controls.Entries)
            {
                _ledger.Notify(new PropertyKey("layer", layer.Id, name), value);
            }
        }
    }

    /// <summary>The session is gone, and what was on its way with it.</summary>
    public void OnDisconnected()
    {
        _restart.OnDisconnected(_state.Dims, _state.View.Camera, _state.View.Layers);
        Camera.Prediction.Clear();
        _line.OnDisconnected();
        _ledger.Disconnect();
    }

    /// <summary>The property that an axis's index is.</summary>
    public static PropertyKey IndexOf(NotifyDims dims, int axis) => new("dims", DimsAxes.Label(dims, axis), "index");

    private void Send(SessionWelcome session, in OutgoingIntent intent, TimeSpan time)
    {
        if (_mode.MustWait(intent.Key, time))
        {
            _line.PutBack(intent);
            return;
        }

        StateValue proposed = intent.Value.ToStateValue();
        UpdateVerdict verdict = _mode.Review(intent.Key, proposed, time);
        if (verdict.Value is not { } value)
        {
            _line.Refuse(intent);
            _ledger.Withdraw(intent.Key);
            _state.LastError = verdict.Why;
            _state.Errors.Add("intent.withheld", $"{intent.Key}: {verdict.Why}");
            News.Refuse(intent.Key, verdict.Why ?? "It is not sent to this server.");
            return;
        }

        if (!value.MeansSameAs(proposed))
        {
            // The server gets another form of it: that is what the user sees until the answer comes.
            _ledger.Withdraw(intent.Key);
        }

        StateUpdate update = _frames.Update(session.Info.Id, intent.Key, value);
        if (_streams.TryPost(update))
        {
            if (intent.Key.Scope == "camera")
            {
                _restart.OnCameraSent();
                Camera.Prediction.OnSent(intent.Key.Key, update.IntentId!);
            }

            _state.Log.Write(LogCategory.Intents, LogLevel.Debug, $"sent {intent.Key} = {value}");
            _line.OnPosted(intent, update.IntentId!);
            _ledger.Dispatch(intent.Key, value, intent.Value.Kind, update.IntentId!, time);
            return;
        }

        _line.PutBack(intent);
    }
}
