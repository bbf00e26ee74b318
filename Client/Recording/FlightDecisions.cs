using System;
using System.Threading;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Recording;

/// <summary>The last records of frames and intents, for a dump of the flight recorder. Nothing is allocated after its making.</summary>
/// <remarks>Threads: the main thread adds, any thread copies; the lock is held for copies only.</remarks>
internal sealed class FlightDecisions : ITelemetrySink
{
    private const int Frames = 1024;
    private const int Intents = 512;

    private readonly Lock _gate = new();
    private readonly FrameRecord[] _frames = new FrameRecord[Frames];
    private readonly IntentRecord[] _intents = new IntentRecord[Intents];
    private long _frameCount;
    private long _intentCount;

    /// <inheritdoc/>
    public void OnFrame(in FrameRecord frame)
    {
        lock (_gate)
        {
            _frames[_frameCount++ % Frames] = frame;
        }
    }

    /// <inheritdoc/>
    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        lock (_gate)
        {
            _intents[_intentCount++ % Intents] = intent;
        }
    }

    /// <summary>Copies of both, the oldest first.</summary>
    public (FrameRecord[] Frames, IntentRecord[] Intents) Copy()
    {
        lock (_gate)
        {
            return (Last(_frames, _frameCount), Last(_intents, _intentCount));
        }
    }

    private static T[] Last<T>(T[] ring, long count)
    {
        int kept = (int)Math.Min(count, ring.Length);
        var last = new T[kept];
        for (int i = 0; i < kept; i++)
        {
            last[i] = ring[(count - kept + i) % ring.Length];
        }

        return last;
    }
}
