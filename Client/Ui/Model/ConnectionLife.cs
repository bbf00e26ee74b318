using System;
using System.Globalization;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Extensions;

namespace Fathom.Client.Ui;

/// <summary>
/// Watches how the connection lives: attempts and their reasons, the decoder's gate, a server that hangs, and one that answers while its
/// renderer has stopped (a plain server's can), which no error message tells.
/// </summary>
/// <remarks>Threads: main thread, once a tick. The loop ticks at least twice a second while there is a window.</remarks>
internal sealed class ConnectionLife
{
    /// <summary>From an answer to the first doubt whether its picture will come.</summary>
    public const double StallSeconds = 4;

    /// <summary>From the connection to the first doubt whether any picture will come.</summary>
    public const double NoPictureSeconds = 5;

    /// <summary>Silence of a server that is asked for its time every other second.</summary>
    public const double SilenceSeconds = 5;

    private const double HeartbeatSlack = 5;
    private const double GateSeconds = 0.4;
    private const double ReturnedSeconds = 6;

    private readonly LoopState _state;
    private readonly IntentQueue _intents;
    private readonly FlightCounters _counters;
    private readonly Func<long> _lastHeard;
    private long _framesSeen = -1;
    private long _frameAt;
    private long _ackWithoutFrame;
    private long _upSince;
    private long _gatedSince;
    private long _returnedAt;

    /// <summary>Creates a watch.</summary>
    /// <param name="state">The loop's state.</param>
    /// <param name="intents">What was asked for.</param>
    /// <param name="counters">What came.</param>
    /// <param name="lastHeard">Timestamp of the last bytes on the state channel; 0 when nobody knows.</param>
    public ConnectionLife(LoopState state, IntentQueue intents, FlightCounters counters, Func<long> lastHeard)
    {
        _state = state;
        _intents = intents;
        _counters = counters;
        _lastHeard = lastHeard;
    }

    /// <summary>What is to be said.</summary>
    public LifeReport Report { get; private set; } = LifeReport.Fine;

    /// <summary>Looks. True when something else is to be said than before.</summary>
    public bool Update(long now)
    {
        LifeKind before = Report.Kind;
        Note(now);
        Report = Judge(now);
        return Report.Kind != before;
    }

    private bool IsUp => _state.StateChannel.Phase == ChannelPhase.Connected && _state.PixelChannel.Phase == ChannelPhase.Connected;

    private void Note(long now)
    {
        if (!IsUp)
        {
            (_upSince, _ackWithoutFrame) = (0, 0);
        }
        else if (_upSince == 0)
        {
            _upSince = now;
            _returnedAt = _state.LastLoss is not null ? now : 0;
        }

        long frames = _counters.Received + _counters.Stills;
        if (frames != _framesSeen)
        {
            (_framesSeen, _frameAt) = (frames, now);
            _ackWithoutFrame = 0;
        }
        else if (!IsPictureDue)
        {
            _ackWithoutFrame = 0;
        }
        else if (_ackWithoutFrame == 0 && IsUp)
        {
            _ackWithoutFrame = now;
        }

        _gatedSince = _state.Gate.State != GateState.Gated ? 0 : _gatedSince == 0 ? now : _gatedSince;
    }

    /// <summary>Whether a picture must follow what the server took over. A plain server sends pictures all the time, so one must come after every answer.</summary>
    private bool IsPictureDue => _intents.LastRevision is { } asked && _state.ShownRevision is { } shown
        ? shown < asked
        : _state.LastAckAt > Math.Max(_upSince, _frameAt);

    private LifeReport Judge(long now)
    {
        LifeReport channels = Channels(now);
        if (channels.IsSaid)
        {
            return channels;
        }

        double silence = _lastHeard() is var heard and > 0 ? Seconds(now - Math.Max(heard, _upSince)) : 0;
        if (silence > LongestSilence)
        {
            return new LifeReport(LifeKind.Silent, "The server says nothing", Text(
                $"Nothing has come from it for {silence:0.0} s: it hangs, or the network between is broken. The connection is made anew when that lasts."));
        }

        if (_state.Dims is null && !_state.View.Scene.IsReady && Seconds(now - _upSince) > 1)
        {
            return new LifeReport(LifeKind.Empty, "The server shows no dataset", "Open one of its datasets to begin.");
        }

        if (_counters.LastSequence is null && _counters.Stills == 0 && Seconds(now - _upSince) > NoPictureSeconds)
        {
            return new LifeReport(LifeKind.NoPicture, "Connected, but no picture comes", Text(
                $"In {Seconds(now - _upSince):0} s the server has sent none: its renderer or its encoder may have stopped."));
        }

        if (_ackWithoutFrame != 0 && Seconds(now - _ackWithoutFrame) > StallSeconds)
        {
            return new LifeReport(LifeKind.Stalled, "The server answers, but its pictures do not come", Text(
                $"It took over what was asked for {Seconds(now - _ackWithoutFrame):0} s ago and has sent no picture since: it is very busy, or its renderer has stopped."));
        }

        if (_gatedSince != 0 && Seconds(now - _gatedSince) > GateSeconds)
        {
            return new LifeReport(LifeKind.Gated, "Waiting for a key frame", GateText(_state.Gate.Reason));
        }

        return _returnedAt != 0 && Seconds(now - _returnedAt) < ReturnedSeconds
            ? new LifeReport(LifeKind.Returned, "Connected again", "It had been lost: " + Explain(_state.LastLoss))
            : LifeReport.Fine;
    }

    private LifeReport Channels(long now)
    {
        foreach (ChannelChanged channel in (ReadOnlySpan<ChannelChanged>)[_state.StateChannel, _state.PixelChannel])
        {
            bool isVideo = channel.Channel == ChannelKind.Pixel;
            string about = isVideo ? "The video: " : string.Empty;
            switch (channel.Phase)
            {
                case ChannelPhase.Waiting:
                    double seconds = Math.Max(0, Seconds(channel.RetryAt - now));
                    return new LifeReport(LifeKind.Retrying, Text($"{(isVideo ? "No video: the" : "The")} next attempt in {seconds:0.0} s"), WithLoss(channel.End));
                case ChannelPhase.Idle or ChannelPhase.Connecting:
                    string what = _state.Reconnects > 0 ? "Connecting again" : "Connecting";
                    return new LifeReport(LifeKind.Connecting, isVideo ? what + " to the video" : what, WithLoss(null));
                case ChannelPhase.Ended:
                    return new LifeReport(LifeKind.Ended, about + "The connection is over", Explain(channel.End));
            }
        }

        return LifeReport.Fine;
    }

    /// <summary>How long a healthy server may be silent.</summary>
    private double LongestSilence => _state.Session is not { } session ? double.PositiveInfinity
        : session.Feature(FeatureNames.Clock) is { Enabled: true } ? SilenceSeconds
        : Math.Max(SilenceSeconds, session.Info.HeartbeatSeconds + HeartbeatSlack);

    /// <summary>Why the last attempt failed, and why there had to be one.</summary>
    private string WithLoss(ChannelEnd? end) => _state.LastLoss is not { } loss || loss == end ? Explain(end)
        : end is null ? Explain(loss)
        : $"{Explain(end)} Before: {Explain(loss)}";

    private static string Explain(ChannelEnd? end) => end switch
    {
        null => string.Empty,
        { Kind: ChannelEndKind.Refused or ChannelEndKind.ProtocolError, Error: { } error } => $"{end.Reason} {error.How}",
        _ => end.Reason,
    };

    private static string GateText(GateReason reason) => reason switch
    {
        GateReason.Start => "The decoder cannot begin in the middle of a stream, and nothing has come yet.",
        GateReason.Configuration => "The stream changed; the decoder begins anew with the next key frame.",
        GateReason.Gap => "A frame is missing, and those after it build on it. A new key frame was asked for.",
        GateReason.Backlog => "Too many frames came at once; the decoder goes on at the next key frame.",
        GateReason.DecodeError => "A frame could not be decoded. A new key frame was asked for.",
        GateReason.Reconnect => "Connected anew; the picture comes with the next key frame.",
        GateReason.NoDecoder => "No decoder could be opened for this stream: fathom doctor says which work here.",
        _ => reason.ToString(),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private double Seconds(long ticks) => ticks / (double)_state.TicksPerSecond;
}
