using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>How often a viewer could not keep up, and when it may try the common stream again: the more often it failed, the later.</summary>
/// <remarks>Threads: the encode thread.</remarks>
internal sealed class ViewerHistory
{
    private const double FirstWait = 5;
    private const double LongestWait = 80;

    private double _backAt = double.PositiveInfinity;
    private double _wait = FirstWait;
    private double _toldAt = double.NegativeInfinity;

    /// <summary>How often it moved to a slower stream.</summary>
    public int Moves { get; private set; }

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
