using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>The one clock of everything that goes out: Unix seconds that never jump, set by the wall clock once at start.</summary>
internal sealed class ServerClock
{
    private readonly TimeProvider _time;
    private readonly double _origin;
    private readonly long _originTicks;

    public ServerClock(TimeProvider time)
    {
        _time = time;
        _originTicks = time.GetTimestamp();
        _origin = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
    }

    public double Now => _origin + _time.GetElapsedTime(_originTicks).TotalSeconds;
}
