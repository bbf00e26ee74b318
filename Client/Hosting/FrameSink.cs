using System;
using System.Threading;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;

namespace Fathom.Client.Hosting;

/// <summary>Takes pictures from the decode thread to the presenter, and the gate's news to the main thread.</summary>
/// <remarks>
/// Threads: decode thread, but for <see cref="NoteConnected"/>, which the pixel loop calls, and <see cref="OnStill"/>, which the still thread does.
/// Ownership: a lease goes straight on to the presenter.
/// </remarks>
internal sealed class FrameSink : IFrameSink
{
    private readonly PresenterQueue _presenter;
    private readonly ClientInbox _inbox;
    private readonly WakeSource _wake;
    private readonly FlightCounters _counters;
    private readonly TimeProvider _time;
    private long _connectedAt;
    private long _epochOf;

    /// <summary>Creates a sink.</summary>
    public FrameSink(PresenterQueue presenter, ClientInbox inbox, WakeSource wake, FlightCounters counters, TimeProvider time)
    {
        _presenter = presenter;
        _inbox = inbox;
        _wake = wake;
        _counters = counters;
        _time = time;
    }

    /// <summary>The name of the path on which the last picture was decoded; null before the first.</summary>
    public string? DecoderPath { get; private set; }

    /// <summary>The pixel channel connected: frames that arrive from now on count anew.</summary>
    public void NoteConnected() => Volatile.Write(ref _connectedAt, _time.GetTimestamp());

    /// <inheritdoc/>
    public void OnFrame(FrameLease lease)
    {
        _counters.CountDecoded();
        ref readonly FrameInfo info = ref lease.Info;
        DecoderPath = info.Path;
        long connectedAt = Volatile.Read(ref _connectedAt);
        if (connectedAt != _epochOf && info.FirstByteTicks >= connectedAt)
        {
            // The first picture of a new connection: sequence numbers start anew, and so may the server's clock.
            _epochOf = connectedAt;
            _presenter.BeginEpoch();
        }

        double frequency = _time.TimestampFrequency;
        if (_presenter.Offer(lease, info.LastByteTicks / frequency, _time.GetTimestamp() / frequency))
        {
            _wake.Post();
        }
    }

    /// <summary>A lossless still, on its own thread. One of a connection that is gone must not be taken for one of the next.</summary>
    public void OnStill(FrameLease lease)
    {
        double frequency = _time.TimestampFrequency;
        if (lease.Info.FirstByteTicks < Volatile.Read(ref _connectedAt))
        {
            lease.Release(LeaseRole.Presenter);
        }
        else if (_presenter.Offer(lease, lease.Info.LastByteTicks / frequency, _time.GetTimestamp() / frequency))
        {
            _wake.Post();
        }
    }

    /// <inheritdoc/>
    public void OnGateChanged(GateState state, GateReason reason) => _inbox.Post(new GateChanged(state, reason));

    /// <inheritdoc/>
    public void OnKeyframeWanted(GateReason reason) => _inbox.Post(new KeyframeWanted(reason));
}
