using System.Collections.Generic;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// Who drives, among the sessions that negotiated <c>fathom.drive</c>. The first to come does; others wait their turn, take over from somebody who has done nothing for
/// a while, or insist. When the driver leaves, the next who waits drives; when nobody waits, whoever moves something first.
/// </summary>
/// <remarks>Pure; times in seconds come from outside. Threads: one at a time. Clients of the public protocol know no driver and may always move things.</remarks>
internal sealed class DriveSeat
{
    /// <summary>A driver who does nothing for this long gives way to one who asks.</summary>
    public const double IdleSeconds = 30;

    private readonly List<string> _waiting = [];
    private double _lastMove;

    /// <summary>The session that drives; null while the seat is empty.</summary>
    public string? Driver { get; private set; }

    /// <summary>A session came. True when the driver changed.</summary>
    public bool Join(string session, double now) => Driver is null && Seat(session, now);

    /// <summary>A session left. True when the driver changed.</summary>
    public bool Leave(string session, double now)
    {
        _waiting.Remove(session);
        return Driver == session && SeatNext(now);
    }

    /// <summary>A session wants to drive, or not any more. True when the driver changed.</summary>
    public bool Request(string session, bool wanted, bool force, double now)
    {
        _waiting.Remove(session);
        if (!wanted)
        {
            return Driver == session && SeatNext(now);
        }

        if (Driver == session)
        {
            return false;
        }

        if (Driver is null || force || now - _lastMove > IdleSeconds)
        {
            return Seat(session, now);
        }

        _waiting.Add(session);
        return false;
    }

    /// <summary>A session moves something: whether it may. An empty seat is taken by that; <paramref name="changed"/> says so.</summary>
    public bool TryMove(string session, double now, out bool changed)
    {
        changed = Driver is null && Seat(session, now);
        if (Driver != session)
        {
            return false;
        }

        _lastMove = now;
        return true;
    }

    private bool Seat(string session, double now)
    {
        Driver = session;
        _lastMove = now;
        return true;
    }

    private bool SeatNext(double now)
    {
        Driver = null;
        if (_waiting.Count > 0)
        {
            string next = _waiting[0];
            _waiting.RemoveAt(0);
            Seat(next, now);
        }

        return true;
    }
}
