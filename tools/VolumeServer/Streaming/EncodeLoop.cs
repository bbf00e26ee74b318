using System;
using System.Collections.Immutable;
using System.Threading;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// An encode thread: the newest picture goes to each of its streams when that stream has a reason and somebody has room; a key frame that somebody waits for is made of
/// the last picture at once; and the plain stream repeats the last picture at the advertised rate.
/// </summary>
/// <remarks>
/// There are two: those who keep up, the driver among them, have one for themselves, and the other, for the plain and the slow streams, gives way to it.
/// Threads: owns one; the other members may be called by any.
/// </remarks>
internal sealed class EncodeLoop
{
    private const double LongestWait = 0.04;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly PictureTap _pictures;
    private readonly ImmutableArray<VideoStream> _streams;
    private readonly ServerClock _clock;
    private readonly StageMeter _times;
    private readonly Action<VideoStream, int, int> _opened;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private (int Width, int Height) _size;
    private double _lastEncoded = double.NegativeInfinity;
    private bool _hasPicture;
    private bool _looked;
    private bool _stopping;
    private bool _busy;

    public EncodeLoop(
        string name, PictureTap pictures, ImmutableArray<VideoStream> streams, ServerClock clock, StageMeter times, Action<VideoStream, int, int> opened, Action<Exception> failed)
    {
        _pictures = pictures;
        _streams = streams;
        _clock = clock;
        _times = times;
        _opened = opened;
        _failed = failed;
        _size = (pictures.Current.Buffer.Width, pictures.Current.Buffer.Height);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
    }

    /// <summary>Of an encode thread that stands back: whether another has the processors now. Null: it goes first.</summary>
    public Func<bool>? GivesWay { get; init; }

    /// <summary>Called when there is nothing more to encode for now.</summary>
    public Action? Idle { get; init; }

    /// <summary>There is something to encode, or may be.</summary>
    public bool IsBusy => Volatile.Read(ref _busy);

    public void Start() => _thread.Start();

    /// <summary>There is something to look at: a picture, a viewer, room, a key frame wanted.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _looked = false;
            _busy = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>The last picture is out of date: nobody looked while the scene changed.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _hasPicture = false;
        }
    }

    public void RequestStop()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }
    }

    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        if (GivesWay is not null)
        {
            ThreadRank.StandBack();
        }

        try
        {
            while (WaitForWork())
            {
                Look();
                Rest();
            }
        }

        // Boundary: the encode thread; a failure must end the server with its reason, not silently freeze the picture.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void Look()
    {
        // After each frame the search begins anew: a picture that came meanwhile goes first to those who keep up.
        while (NextStream() is { } stream)
        {
            Encode(stream);
        }

        foreach (VideoStream stream in _streams)
        {
            if (stream.Kind == StreamKind.Slow && !stream.HasViewers)
            {
                stream.Rest();
            }
        }
    }

    private void Rest()
    {
        lock (_gate)
        {
            _busy = !_looked;
        }

        Idle?.Invoke();
    }

    private VideoStream? NextStream()
    {
        TakeNewest();
        if (HasPicture)
        {
            foreach (VideoStream stream in _streams)
            {
                if (stream.HasViewers && DueIn(stream, _clock.Now) <= 0)
                {
                    return stream;
                }
            }
        }

        return null;
    }

    /// <summary>While a picture is on its way to those who keep up, the other streams wait for it, though not for long.</summary>
    private double DueIn(VideoStream stream, double now)
    {
        double due = stream.DueIn(now);
        return GivesWay is { } gives && gives() ? Math.Max(due, _lastEncoded + LongestWait - now) : due;
    }

    private bool HasPicture
    {
        get
        {
            lock (_gate)
            {
                return _hasPicture;
            }
        }
    }

    private void TakeNewest()
    {
        if (!_pictures.TryTake())
        {
            return;
        }

        lock (_gate)
        {
            _hasPicture = true;
        }

        foreach (VideoStream stream in _streams)
        {
            stream.NotePicture();
        }
    }

    private void Encode(VideoStream stream)
    {
        double start = _clock.Now;
        stream.Encode(_pictures.Current);
        _times.Add((_clock.Now - start) * 1000);
        _lastEncoded = start;
        (int Width, int Height) size = (_pictures.Current.Buffer.Width, _pictures.Current.Buffer.Height);
        if (size != _size)
        {
            _size = size;
            _opened(stream, size.Width, size.Height);
        }
    }

    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_stopping)
                {
                    return false;
                }

                double next = NextDue();
                if (!_looked || next <= 0)
                {
                    _looked = true;
                    return true;
                }

                Monitor.Wait(_gate, next >= s_idle.TotalSeconds ? s_idle : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(next * 1000))));
            }
        }
    }

    /// <summary>Seconds until there is something to do without a new picture.</summary>
    private double NextDue()
    {
        double next = double.PositiveInfinity;
        if (_hasPicture)
        {
            double now = _clock.Now;
            foreach (VideoStream stream in _streams)
            {
                next = stream.HasViewers ? Math.Min(next, DueIn(stream, now)) : next;
            }
        }

        return next;
    }
}
