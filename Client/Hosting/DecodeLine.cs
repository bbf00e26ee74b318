using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;

namespace Fathom.Client.Hosting;

/// <summary>The way of units from the pixel loop to the decode thread, and its counts.</summary>
/// <remarks>Threads: the pixel loop posts; the rest as <see cref="DecodeWorker"/> says.</remarks>
internal sealed class DecodeLine : IUnitSink
{
    private readonly DecodeWorker _worker;
    private readonly FrameSink _sink;
    private readonly StillWorker _stills;
    private DecodeCounters _added;

    /// <summary>Creates the line; the worker stays the caller's.</summary>
    public DecodeLine(DecodeWorker worker, FrameSink sink, StillWorker stills)
    {
        _stills = stills;
        _worker = worker;
        _sink = sink;
    }

    /// <inheritdoc/>
    public long Waiting => _worker.Counters.Queued + (_stills.IsIdle ? 0 : 1);

    /// <inheritdoc/>
    public void OnConnected()
    {
        _sink.NoteConnected();
        _stills.Clear();
        _worker.OnPixelConnected();
    }

    /// <inheritdoc/>
    public void OnUnit(in EncodedUnit unit) => _worker.TryPost(unit);

    /// <inheritdoc/>
    public void OnStill(in EncodedUnit unit) => _stills.Post(unit);

    /// <summary>Adds to the drops of the run what the worker dropped since the last call. Main thread.</summary>
    public void AddDrops(DropCounters drops)
    {
        DecodeCounters counters = _worker.Counters;
        drops.Add(DropReason.Gated, counters.Gated - _added.Gated);
        drops.Add(DropReason.Superseded, counters.Superseded - _added.Superseded);
        drops.Add(DropReason.OverCapacity, counters.OverCapacity - _added.OverCapacity);
        drops.Add(DropReason.DecodeError, counters.DecodeError - _added.DecodeError);
        drops.Add(DropReason.Stopped, counters.Stopped - _added.Stopped);
        _added = counters;
    }
}
