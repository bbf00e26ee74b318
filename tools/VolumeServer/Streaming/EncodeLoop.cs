using System;
using System.Threading;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// The encode thread: the newest picture goes to each stream when that stream has a reason and somebody has room; a key frame that somebody waits for is made of the
/// last picture at once; and the plain stream repeats the last picture at the advertised rate.
/// </summary>
/// <remarks>Threads: owns one, "encode"; the other members may be called by any.</remarks>
internal sealed class EncodeLoop
{
    private const double LongestWait = 0.04;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly PictureExchange _exchange;
    private readonly ServerClock _clock;
    private readonly Action<VideoStream> _opened;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private (int Width, int Height) _size;
    private double _lastBeside = double.NegativeInfinity;
    private bool _hasPicture;
    private bool _looked;
    private bool _stopping;

    public EncodeLoop(PictureExchange exchange, StreamRouter router, ServerClock clock, Action<VideoStream> opened, Action<Exception> failed)
    {
        _exchange = exchange;
        Router = router;
        _clock = clock;
        _opened = opened;
        _failed = failed;
        _size = (exchange.Encoding.Buffer.Width, exchange.Encoding.Buffer.Height);
        _thread = new Thread(Run) { Name = "encode", IsBackground = true };
    }

    public StreamRouter Router { get; }

    /// <summary>Whether the renderer is about to hand over a picture.</summary>
    public Func<bool> IsPictureComing { get; set; } = static () => false;

    public StageMeter EncodeTimes { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>There is something to look at: a picture, a viewer, room, a key frame wanted.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _looked = false;
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
        try
        {
            while (WaitForWork())
            {
                Look();
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

        Router.Review(_clock.Now);
    }

    private VideoStream? NextStream()
    {
        TakeNewest();
        if (HasPicture)
        {
            foreach (VideoStream stream in Router.Streams)
            {
                if (stream.HasViewers && DueIn(stream, _clock.Now) <= 0)
                {
                    return stream;
                }
            }
        }

        return null;
    }

    /// <summary>While a picture is coming for those who keep up, the other streams wait for it, though not for long.</summary>
    private double DueIn(VideoStream stream, double now)
    {
        double due = stream.DueIn(now);
        return stream.Kind != StreamKind.Described && Router.Described.HasViewers && IsPictureComing() ? Math.Max(due, _lastBeside + LongestWait - now) : due;
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
        if (!_exchange.TryTake())
        {
            return;
        }

        lock (_gate)
        {
            _hasPicture = true;
        }

        foreach (VideoStream stream in Router.Streams)
        {
            stream.NotePicture();
        }
    }

    private void Encode(VideoStream stream)
    {
        double start = _clock.Now;
        stream.Encode(_exchange.Encoding);
        EncodeTimes.Add((_clock.Now - start) * 1000);
        _lastBeside = stream.Kind == StreamKind.Described ? _lastBeside : start;
        (int Width, int Height) size = (_exchange.Encoding.Buffer.Width, _exchange.Encoding.Buffer.Height);
        if (size != _size)
        {
            _size = size;
            _opened(stream);
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
            foreach (VideoStream stream in Router.Streams)
            {
                next = stream.HasViewers ? Math.Min(next, DueIn(stream, now)) : next;
            }
        }

        return next;
    }
}
