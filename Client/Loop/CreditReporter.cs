using System;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Loop;

/// <summary>
/// Tells the server, where that was negotiated, which picture has been shown (or given up) and how many may follow before the next word. The server then leaves
/// pictures out before it encodes them, instead of filling the way to a viewer who is slower than it.
/// </summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class CreditReporter
{
    private const int SmallestWindow = 2;
    private const int LargestWindow = 32;
    private const double DefaultFramesPerSecond = 30;

    /// <summary>From the last byte to the screen on a machine that is not idle: decoding, and a refresh.</summary>
    private const double DecodeSeconds = 0.04;

    private readonly IStreamControl _streams;
    private readonly FrameFactory _frames;
    private readonly FlightCounters _counters;
    private readonly PresenterQueue _presenter;
    private TimeSpan _roundTrip = TimeSpan.MaxValue;
    private uint? _shown;
    private uint? _told;

    /// <summary>Creates a reporter.</summary>
    public CreditReporter(IStreamControl streams, FrameFactory frames, FlightCounters counters, PresenterQueue presenter)
    {
        _streams = streams;
        _frames = frames;
        _counters = counters;
        _presenter = presenter;
    }

    /// <summary>A session or a pixel connection began: nothing has been told, and numbers start anew.</summary>
    public void Restart()
    {
        _shown = null;
        _told = null;
    }

    /// <summary>A picture is on the screen.</summary>
    public void OnShown(uint sequence) => _shown = sequence;

    /// <summary>A round trip was measured; the smallest counts, since a queue on the way must not widen the window that fills it.</summary>
    public void OnRoundTrip(TimeSpan roundTrip) => _roundTrip = roundTrip < _roundTrip ? roundTrip : _roundTrip;

    /// <summary>Tells what has not been told.</summary>
    public void Report(LoopState state)
    {
        if (state.Session is not { } session || session.Feature(FeatureNames.Credit) is not { Enabled: true })
        {
            return;
        }

        // Behind a closed gate nothing is shown: all that came is given up, or the server would wait for ever with the key frame that opens it.
        uint? done = state.Gate.State == GateState.Gated ? _counters.LastSequence : _shown;
        if (done is not { } sequence || sequence == _told)
        {
            return;
        }

        if (_streams.TryPost(new DisplayCredit(_frames.Envelope("credit", session.Info.Id), sequence, Window(state), state.ShownRevision)))
        {
            _told = sequence;
        }
    }

    private int Window(LoopState state)
    {
        double rate = state.Stream?.Fps is { } fps && fps > 0 ? fps : DefaultFramesPerSecond;
        double onTheWay = _roundTrip == TimeSpan.MaxValue ? 0 : _roundTrip.TotalSeconds;
        double pictures = (onTheWay + _presenter.Clock.Latency + DecodeSeconds) * rate;
        return (int)Math.Clamp(Math.Ceiling(pictures) + 1, SmallestWindow, LargestWindow);
    }
}
