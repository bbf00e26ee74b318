using Fathom.Client.Presentation;
using Fathom.Render;

namespace Fathom.Client.Telemetry;

/// <summary>Keeps the record of each frame until the GPU has finished it, then hands it on; frames that were dropped go on at once.</summary>
/// <remarks>Threads: main thread only. Nothing is allocated.</remarks>
internal sealed class FrameBook
{
    private readonly (long Draw, FrameRecord Record)[] _drawn = new (long, FrameRecord)[8];
    private readonly TelemetryHub _hub;
    private readonly IntentBook _intents;
    private readonly DropLog _drops;
    private int _head;
    private int _count;

    /// <summary>Creates an empty book.</summary>
    public FrameBook(TelemetryHub hub, IntentBook intents, DropLog drops)
    {
        _hub = hub;
        _intents = intents;
        _drops = drops;
        intents.Sink = hub;
    }

    /// <summary>A frame was drawn and swapped.</summary>
    /// <param name="draw">Names the draw of which <see cref="OnGpuDone"/> will tell; 0 when nobody will.</param>
    /// <param name="record">The frame.</param>
    public void OnDrawn(long draw, in FrameRecord record)
    {
        if (draw == 0)
        {
            Complete(record);
            return;
        }

        if (_count == _drawn.Length)
        {
            CompleteOldest(default);
        }

        _drawn[(_head + _count++) % _drawn.Length] = (draw, record);
    }

    /// <summary>The GPU has finished a draw; those before it are finished, too.</summary>
    public void OnGpuDone(in GpuTime time)
    {
        while (_count > 0 && _drawn[_head].Draw <= time.Draw)
        {
            CompleteOldest(_drawn[_head].Draw == time.Draw ? time : default);
        }
    }

    /// <summary>A frame was taken and could not be drawn.</summary>
    public void OnRefused(in FrameRecord record) => _hub.OnFrame(record);

    /// <summary>Hands on what was dropped elsewhere since the last call.</summary>
    /// <param name="clock">What is known of the server's clock.</param>
    public void TakeDrops(in ClockReading clock)
    {
        while (_drops.TryTake(out FrameRecord record))
        {
            record.Clock = clock;
            _hub.OnFrame(record);
        }
    }

    /// <summary>Nobody will tell any more when the GPU finishes: what is left is complete as it is.</summary>
    public void Finish()
    {
        while (_count > 0)
        {
            CompleteOldest(default);
        }
    }

    private void CompleteOldest(in GpuTime time)
    {
        FrameRecord record = _drawn[_head].Record;
        _head = (_head + 1) % _drawn.Length;
        _count--;
        (record.GpuPending, record.GpuDone) = (time.Pending, time.Done);
        Complete(record);
    }

    private void Complete(in FrameRecord record)
    {
        _hub.OnFrame(record);
        _intents.OnShown(record);
    }
}
