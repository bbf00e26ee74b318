using System;
using System.Threading;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Streaming;

namespace Fathom.VolumeServer.Serving;

/// <summary>Keeps the driver's seat and tells those who negotiated <c>fathom.drive</c> who sits in it and how many are here.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class DriveDesk : IDisposable
{
    /// <summary>Somebody who connects in a loop must not be news to everybody each time.</summary>
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly DriveSeat _seat = new();
    private readonly SessionHub _hub;
    private readonly ServerClock _clock;
    private readonly ITimer _news;
    private bool _newsDue;

    public DriveDesk(SessionHub hub, ServerClock clock, TimeProvider time)
    {
        _hub = hub;
        _clock = clock;
        _news = time.CreateTimer(_ => TellAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised when the driver changed.</summary>
    public Action? Changed { get; set; }

    public string? Driver
    {
        get
        {
            lock (_gate)
            {
                return _seat.Driver;
            }
        }
    }

    /// <summary>A session came.</summary>
    public void Join(StateConnection connection)
    {
        if (Negotiated(connection))
        {
            lock (_gate)
            {
                _seat.Join(connection.Id, _clock.Now);
            }

            Tell(connection);
        }

        GatherNews();
    }

    /// <summary>A session left.</summary>
    public void Leave(StateConnection connection)
    {
        bool changed;
        lock (_gate)
        {
            changed = _seat.Leave(connection.Id, _clock.Now);
        }

        News(changed);
    }

    /// <summary>A session wants to drive, or not any more.</summary>
    public void Request(StateConnection connection, DriveRequest request)
    {
        bool changed;
        lock (_gate)
        {
            changed = _seat.Request(connection.Id, request.Wanted, request.Force, _clock.Now);
        }

        News(changed);
        if (!changed)
        {
            Tell(connection);
        }
    }

    /// <summary>Whether a session may move things now.</summary>
    public bool MayMove(StateConnection connection)
    {
        if (!Negotiated(connection))
        {
            return true;
        }

        bool may, changed;
        lock (_gate)
        {
            may = _seat.TryMove(connection.Id, _clock.Now, out changed);
        }

        if (changed)
        {
            News(changed: true);
        }

        return may;
    }

    public void Dispose() => _news.Dispose();

    private static bool Negotiated(StateConnection connection) => connection.Features.Has(FeatureNames.Drive);

    private void News(bool changed)
    {
        if (changed)
        {
            Changed?.Invoke();
            TellAll();
        }
        else
        {
            GatherNews();
        }
    }

    private void GatherNews()
    {
        lock (_gate)
        {
            if (_newsDue)
            {
                return;
            }

            _newsDue = true;
        }

        _news.Change(s_gather, Timeout.InfiniteTimeSpan);
    }

    private void TellAll()
    {
        lock (_gate)
        {
            _newsDue = false;
        }

        foreach (StateConnection connection in _hub.Sessions)
        {
            if (Negotiated(connection))
            {
                Tell(connection);
            }
        }
    }

    private void Tell(StateConnection connection)
    {
        string? driver = Driver;
        string? name = driver is null ? null : _hub.Find(driver)?.ClientName ?? "somebody";
        connection.Send(new DriveState(connection.Frames.Envelope("drive", connection.Id), driver == connection.Id, name, _hub.Count));
    }
}
