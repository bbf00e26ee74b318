using System;

namespace Fathom.Client.Telemetry;

/// <summary>The last figures of a run: what panel, log line and report show.</summary>
/// <remarks>Threads: main thread. Adding allocates nothing.</remarks>
internal sealed class LiveFigures : ITelemetrySink
{
    private const int Window = 1024;

    private readonly long _frequency;
    private readonly long[] _frameFates = new long[Enum.GetValues<FrameFate>().Length];
    private readonly long[] _intentFates = new long[Enum.GetValues<IntentFate>().Length];
    private FrameRecord _lastFrame;
    private StageBreakdown _lastIntent;

    /// <summary>Creates figures without a sample.</summary>
    /// <param name="frequency">Ticks in a second.</param>
    public LiveFigures(long frequency) => _frequency = frequency;

    /// <summary>From an intent to its picture.</summary>
    public StageTable Intents { get; } = new(Window);

    /// <summary>From the server's renderer to the screen.</summary>
    public StageTable Frames { get; } = new(Window);

    /// <summary>How the swaps stand to the monitor's refresh.</summary>
    public RefreshPhase Refresh { get; } = new();

    /// <summary>The last new frame that was shown; all zero before the first.</summary>
    public ref readonly FrameRecord LastFrame => ref _lastFrame;

    /// <summary>The way of the last intent that a picture answered.</summary>
    public ref readonly StageBreakdown LastIntent => ref _lastIntent;

    /// <summary>Counts up with every record: whoever shows figures sees that there are others.</summary>
    public long Version { get; private set; }

    /// <summary>How many decoded frames had this fate.</summary>
    public long CountOf(FrameFate fate) => _frameFates[(int)fate];

    /// <summary>How many intents had this fate.</summary>
    public long CountOf(IntentFate fate) => _intentFates[(int)fate];

    /// <inheritdoc/>
    public void OnFrame(in FrameRecord frame)
    {
        Version++;

        // A still repeats a picture when there is time: it says nothing about pace.
        if (frame.IsStill)
        {
            return;
        }

        _frameFates[(int)frame.Fate]++;
        if (frame.Fate == FrameFate.Shown)
        {
            _lastFrame = frame;
            Frames.Add(StageBreakdown.Of(frame, _frequency));
            Refresh.Add(frame.Swapped / (double)_frequency);
        }
    }

    /// <inheritdoc/>
    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        Version++;
        _intentFates[(int)intent.Fate]++;
        if (intent.Shown != 0)
        {
            _lastIntent = StageBreakdown.Of(intent, answer, _frequency);
            Intents.Add(_lastIntent);
        }
    }
}
