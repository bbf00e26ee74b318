namespace Fathom.Client.Playback;

/// <summary>How an axis is played.</summary>
internal sealed record PlaybackSettings
{
    /// <summary>The slowest and the fastest rate.</summary>
    public const double MinFps = 0.1, MaxFps = 120;

    /// <summary>Indices a second.</summary>
    public double Fps { get; init; } = 10;

    /// <summary>What happens at the end.</summary>
    public PlaybackLoop Loop { get; init; } = PlaybackLoop.Loop;

    /// <summary>Downwards.</summary>
    public bool Reverse { get; init; }

    /// <summary>Waits for every picture; else keeps the time and leaves out what comes too late.</summary>
    public bool EveryFrame { get; init; }

    /// <summary>The first index of the range.</summary>
    public int First { get; init; }

    /// <summary>The last index of the range; beyond the axis means its end.</summary>
    public int Last { get; init; } = int.MaxValue;
}
