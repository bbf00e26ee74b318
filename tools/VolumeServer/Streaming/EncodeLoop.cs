using System;
using System.Threading;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// The encode thread: every new picture goes to each stream that somebody watches; a key frame that somebody waits for is made of the last picture at once; and the
/// plain stream repeats the last picture at the advertised rate.
/// </summary>
/// <remarks>Threads: owns one, "encode"; the other members may be called by any.</remarks>
internal sealed class EncodeLoop
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly PictureExchange _exchange;
    private readonly ServerClock _clock;
    private readonly double _period;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private double _repeatDue;
    private bool _hasPicture;
    private bool _looked;
    private bool _stopping;

    public EncodeLoop(PictureExchange exchange, VideoStream described, VideoStream plain, ServerClock clock, double fps, Action<Exception> failed)
    {
        _exchange = exchange;
        Described = described;
        Plain = plain;
        _clock = clock;
        _period = 1 / fps;
        _failed = failed;
        _thread = new Thread(Run) { Name = "encode", IsBackground = true };
    }

    /// <summary>For viewers who negotiated the view block.</summary>
    public VideoStream Described { get; }

    /// <summary>For all others.</summary>
    public VideoStream Plain { get; }

    public StageMeter EncodeTimes { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>There is something to look at: a picture, a viewer, a key frame wanted.</summary>
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
                bool isNew = _exchange.TryTake();
                if (HasPicture(isNew))
                {
                    EncodeDescribed(isNew);
                    EncodePlain(isNew);
                }
            }
        }

        // Boundary: the encode thread; a failure must end the server with its reason, not silently freeze the picture.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private bool HasPicture(bool isNew)
    {
        lock (_gate)
        {
            return _hasPicture |= isNew;
        }
    }

    private void EncodeDescribed(bool isNew)
    {
        if (Described.HasViewers && (isNew || Described.KeyframeIn <= 0))
        {
            Encode(Described);
        }
    }

    private void EncodePlain(bool isNew)
    {
        double now = _clock.Now;
        if (Plain.HasViewers && (isNew || Plain.KeyframeIn <= 0 || now >= _repeatDue))
        {
            // Keeps the beat, makes up for nothing, and never waits longer than a period.
            _repeatDue = Math.Clamp(_repeatDue, now - _period, now) + _period;
            Encode(Plain);
        }
    }

    private void Encode(VideoStream stream)
    {
        double start = _clock.Now;
        stream.Encode(_exchange.Encoding);
        EncodeTimes.Add((_clock.Now - start) * 1000);
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
        if (!_hasPicture)
        {
            return double.PositiveInfinity;
        }

        double repeat = Plain.HasViewers ? Math.Min(_repeatDue - _clock.Now, Plain.KeyframeIn) : double.PositiveInfinity;
        return Described.HasViewers ? Math.Min(repeat, Described.KeyframeIn) : repeat;
    }
}
