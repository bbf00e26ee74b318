using System.Threading;

namespace Fathom.ImpairmentProxy;

/// <summary>One direction of a link: says when bytes that enter it now come out. All connections share it.</summary>
/// <remarks>Threads: any. Times are seconds since the link began; nothing here looks at a clock.</remarks>
internal sealed class LinkDirection
{
    private readonly Lock _gate = new();
    private readonly ulong _seed;
    private readonly TokenBucket _bucket = new();
    private DirectionProfile _profile;
    private StallPlan _stalls;

    /// <summary>Creates a direction; the same seed and the same bytes at the same times give the same answers.</summary>
    public LinkDirection(DirectionProfile profile, ulong seed)
    {
        _profile = profile;
        _seed = seed;
        _stalls = new StallPlan(profile, seed, 0);
    }

    /// <summary>What the direction does now.</summary>
    public DirectionProfile Profile
    {
        get
        {
            lock (_gate)
            {
                return _profile;
            }
        }
    }

    /// <summary>Changes what it does to bytes that enter from now on.</summary>
    public void Change(DirectionProfile profile, double now)
    {
        lock (_gate)
        {
            _profile = profile;
            _stalls = new StallPlan(profile, _seed, now);
        }
    }

    /// <summary>When bytes come out: after the narrow place, the way, and any stall.</summary>
    /// <param name="bytes">How many; none asks for the way alone, as the handshake of a connection needs it.</param>
    /// <param name="now">When they enter.</param>
    /// <param name="notBefore">When the bytes before them on the same connection come out.</param>
    public double Schedule(int bytes, double now, double notBefore)
    {
        lock (_gate)
        {
            double left = bytes == 0 ? now : _bucket.Pass(bytes, now, _profile.BytesPerSecond, _profile.BurstBytes);
            double arrives = left + LinkNoise.DelayAt(_profile, _seed, left);
            return _stalls.Release(double.Max(arrives, notBefore));
        }
    }
}
