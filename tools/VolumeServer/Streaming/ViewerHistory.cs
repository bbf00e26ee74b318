using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>How often a viewer could not keep up, and when it may try the common stream again: the more often it failed, the later.</summary>
/// <remarks>Threads: the encode thread.</remarks>
internal sealed class ViewerHistory
{
    private const double FirstWait = 5;
    private const double LongestWait = 80;

    /// <summary>One stall of the viewer or of this machine takes its rate away for less than this; a narrow path for longer.</summary>
    private const double Lasting = 1;

    private double _backAt = double.PositiveInfinity;
    private double _wait = FirstWait;
    private double _toldAt = double.NegativeInfinity;
    private double _poorSince = double.PositiveInfinity;

    /// <summary>How often it moved to a slower stream.</summary>
    public int Moves { get; private set; }

    /// <summary>Whether its path has carried too little for the common stream for a while.</summary>
    public bool IsLasting(bool isPoor, double now)
    {
        _poorSince = isPoor ? Math.Min(_poorSince, now) : double.PositiveInfinity;
        return now - _poorSince >= Lasting;
    }

    /// <summary>It moved to a slower stream.</summary>
    public void OnMoved(double now)
    {
        Moves++;
        _backAt = now + _wait;
        _wait = Math.Min(LongestWait, 2 * _wait);
    }

    /// <summary>Its path is not good enough now: the wait starts again.</summary>
    public void OnStrained(double now) => _backAt = Math.Max(_backAt, now + FirstWait);

    public bool MayReturn(double now) => now >= _backAt;

    /// <summary>True when it is time to tell it (again) that it cannot be served better.</summary>
    public bool TakeTold(double now)
    {
        bool tell = now - _toldAt > 30;
        _toldAt = tell ? now : _toldAt;
        return tell;
    }
}
