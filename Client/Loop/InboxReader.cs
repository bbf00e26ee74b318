using System;
using Fathom.Client.Intents;
using Fathom.Client.Logging;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.Session;

namespace Fathom.Client.Loop;

/// <summary>Acts on what happened elsewhere: messages of the server, changes of the connections, news of the decoder.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class InboxReader
{
    private const int MostPerTick = 256;

    private readonly LoopState _state;
    private readonly ClientInbox _inbox;
    private readonly IStreamControl _streams;
    private readonly IntentQueue _intents;
    private readonly ConnectionRules _rules;
    private readonly RunNews _news;
    private readonly ClockSampler _clock;
    private readonly CommandLane _commands;
    private readonly KeyframeCalls _keyframes;
    private readonly TimeProvider _time;

    /// <summary>Creates a reader.</summary>
    public InboxReader(
        LoopState state,
        ClientInbox inbox,
        IStreamControl streams,
        PresenterQueue presenter,
        IntentQueue intents,
        ConnectionRules rules,
        FrameFactory frames,
        FlightCounters counters,
        TimeProvider time,
        Action<string>? say = null,
        ClockSampling? clock = null)
    {
        _news = new RunNews(state, rules.StateUrl.Authority, say);
        _state = state;
        _inbox = inbox;
        _streams = streams;
        _intents = intents;
        _rules = rules;
        _time = time;
        _clock = new ClockSampler(streams, presenter, frames, time, clock);
        Credits = new CreditReporter(streams, frames, counters, presenter);
        _commands = new CommandLane(frames, time, streams.TryPost);
        Exact = new ExactCalls(_commands, inbox);
        _keyframes = new KeyframeCalls(_commands, inbox, time);
    }

    /// <summary>What the server is told about pictures that were shown.</summary>
    public CreditReporter Credits { get; }

    /// <summary>Pictures that are asked for one by one.</summary>
    public ExactCalls Exact { get; }

    /// <summary>The server's commands.</summary>
    public CommandLane Commands => _commands;

    /// <summary>Requests for key frames.</summary>
    public KeyframeCalls Keyframes => _keyframes;

    /// <summary>Whether a request for a key frame waits for its answer.</summary>
    public bool AwaitsKeyframe => _keyframes.IsOutstanding;

    /// <summary>Takes what is there, but not for ever: a flood must not keep the picture from being drawn.</summary>
    public void Drain()
    {
        for (int i = 0; i < MostPerTick && _inbox.TryTake(out ClientEvent? value); i++)
        {
            Handle(value!);
        }
    }

    /// <summary>Asks for the server's time now and then, and for key frames when they are due.</summary>
    public void KeepAlive(long now)
    {
        _clock.Ask(now, _state.Session);
        _keyframes.Ask(now);
        Credits.Report(_state);
    }

    /// <summary>When <see cref="KeepAlive"/> must be called at the latest; null for whenever.</summary>
    public long? NextDue(long now)
    {
        long? clock = _state.Session is null ? null : _clock.NextDue();
        return _keyframes.NextDue(now) is { } keyframe && !(clock < keyframe) ? keyframe : clock;
    }

    private void Handle(ClientEvent value)
    {
        switch (value)
        {
            case MessageReceived received:
                OnMessage(received.Message, received.ReceivedAt);
                break;
            case ChannelChanged changed:
                OnChannel(changed);
                break;
            case GateChanged gate:
                _news.OnGate(gate);
                _state.Gate = gate;
                if (gate.State == GateState.Live || gate.Reason == GateReason.NoDecoder)
                {
                    _keyframes.Satisfied();
                }

                break;
            case DecoderRefused refused:
                _state.DecoderNote = $"{_state.DecoderNote ?? "What decodes the video. Tried before:"} {refused.Refusal}";
                _news.OnDecoderRefused(refused.Refusal);
                break;
            case ExactArrived exact:
                Exact.OnPicture(exact.Picture);
                break;
            case ExactAnswered answered:
                Exact.OnAnswer(answered.Outcome);
                break;
            case KeyframeWanted:
                _keyframes.Want();
                break;
            case KeyframeAnswered answered:
                _keyframes.OnAnswered(answered);
                break;
            case SourceEnded:
                _state.IsSourceEnded = true;
                break;
            case LoopFailed failed:
                _state.Log.Fail(LogCategory.Net, $"the {failed.Loop} loop stopped", failed.Error);
                _state.Exit ??= new ExitCause("bug", new FathomException(
                    ExitCode.Bug,
                    $"The {failed.Loop} loop stopped.",
                    $"{failed.Error.GetType().Name}: {failed.Error.Message}",
                    "This is a bug: please report it with what you did.",
                    failed.Error));
                break;
        }
    }

    private void OnChannel(ChannelChanged changed)
    {
        bool wasUp;
        if (changed.Channel == ChannelKind.State)
        {
            wasUp = _state.StateChannel.Phase == ChannelPhase.Connected;
            _state.StateChannel = changed;
            if (changed.Phase == ChannelPhase.Connecting && _state.ConnectStartedAt == 0)
            {
                _state.ConnectStartedAt = _time.GetTimestamp();
            }

            if (wasUp && changed.Phase == ChannelPhase.Waiting)
            {
                _state.Session = null;
                _state.ShownRevision = null;
                _commands.Abort();
                _intents.OnDisconnected();
            }
        }
        else
        {
            wasUp = _state.PixelChannel.Phase == ChannelPhase.Connected;
            _state.PixelChannel = changed;
            if (changed.Phase == ChannelPhase.Connected)
            {
                Credits.Restart();
            }
        }

        _news.OnChannel(changed, wasUp);
        if (changed.Phase == ChannelPhase.Waiting)
        {
            _state.NoteLoss(changed, wasUp);
            _state.Exit ??= _rules.Judge(changed, everShown: _state.FirstShownAt != 0);
            if (!wasUp && _state.Exit is null && _state.Reconnects == 0)
            {
                _news.OnUnreachable(changed.End);
            }
        }
    }

    private void OnMessage(Message message, long receivedAt)
    {
        _state.View = _state.View.With(message);
        _state.Log.Write(LogCategory.Session, LogLevel.Trace, $"received {message.GetType().Name}");
        switch (message)
        {
            case SessionWelcome welcome:
                _state.Session = welcome;
                _state.Log.Write(LogCategory.Session, LogLevel.Info, $"session begins, heartbeat {welcome.Info.HeartbeatSeconds} s");
                _state.Quirks = ServerQuirks.For(NegotiatedFeatures.From(ClientExtensions.Wanted, welcome));
                _commands.Begin(welcome);
                _keyframes.Begin(_state.Quirks.KeyframePause);
                _streams.AimPixel(PixelTarget.ForSession(
                    _rules.PixelUrl, welcome.Info.Id, welcome.Feature(FeatureNames.PixelFrameView) is { Enabled: true }));
                _streams.OnSession();
                _clock.Restart(receivedAt);
                Credits.Restart();
                break;
            case NotifyDims dims:
                _state.Dims = dims;
                _intents.OnDims(dims);
                break;
            case NotifyScene or NotifyLayers:
                _intents.OnLayers(message);
                break;
            case NotifyCamera camera:
                _intents.OnCamera(camera);
                break;
            case NotifyStream stream when !stream.AnnouncesSameAs(_state.Stream):
                _state.Stream = stream;
                _streams.Configure(StreamNotices.Configuration(stream));
                break;
            case ReplyCommand or ErrorCommand:
                _commands.Received(message);
                break;
            case AckState ack:
                _intents.OnAck(ack, receivedAt);
                Count(ack, receivedAt);
                break;
            case NotifyError error:
                _state.Complain(error.Code, error.Text);
                break;
            case ClockPong pong:
                TimeSpan roundTrip = _clock.OnPong(pong, receivedAt, out double setBy);
                if (setBy != 0)
                {
                    _news.OnClockSet(setBy);
                }

                _intents.ObserveRoundTrip(roundTrip, receivedAt);
                Credits.OnRoundTrip(roundTrip);
                break;
        }
    }

    private void Count(AckState ack, long receivedAt)
    {
        if (ack.Status == AckStatus.Rejected)
        {
            _state.Rejects++;
            _state.Complain(ack.Error?.Code ?? "state.rejected", ack.Error?.Message ?? "The server gives no reason.");
        }
        else
        {
            _state.Acks++;
            _state.LastAckAt = receivedAt;
        }
    }
}
