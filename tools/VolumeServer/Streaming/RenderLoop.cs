using System;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// The render thread: draws the newest state as soon as it is asked for, paced; plays an axis if told to; sleeps when nobody looks or nothing changes.
/// Intents that arrive while it draws are all in the next picture. A picture that was drawn coarsely is drawn again, finely, as soon as nothing has changed for
/// a moment, and exactly after that; a change puts an end to either at once.
/// </summary>
/// <remarks>Threads: owns one, "render"; the other members may be called by any. Ownership: of the stage that it shows.</remarks>
internal sealed class RenderLoop
{
    private const double RestSeconds = 0.06;

    private readonly object _gate = new();
    private readonly PictureExchange _exchange;
    private readonly ServerClock _clock;
    private readonly Pacer _pacer;
    private readonly Action _rendered;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private readonly DrawBound _bound = new();
    private RenderStage _stage;
    private RenderStage? _next;
    private (int Width, int Height) _size;
    private double _refineDue = double.PositiveInfinity;
    private bool _wanted;
    private bool _asked;
    private bool _hasAudience;
    private bool _coming;
    private bool _stopping;

    public RenderLoop(RenderStage stage, PictureExchange exchange, ServerClock clock, double fps, Action rendered, Action<Exception> failed)
    {
        _stage = stage;
        _exchange = exchange;
        _clock = clock;
        _pacer = new Pacer(fps);
        _rendered = rendered;
        _failed = failed;
        _size = (exchange.Drawing.Buffer.Width, exchange.Drawing.Buffer.Height);
        _thread = new Thread(Run) { Name = "render", IsBackground = true };
        stage.Store.Changed += Request;
    }

    /// <summary>What is done between pictures.</summary>
    public ExactWork? Exact { get; init; }

    /// <summary>Whether a picture that was asked for would be encoded at once; <see cref="Wake"/> says that it has become so.</summary>
    public Func<bool> IsEncoderFree { get; init; } = static () => false;

    /// <summary>Columns and rows of the next picture.</summary>
    public (int Width, int Height) Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }

        set
        {
            lock (_gate)
            {
                _size = value;
                RequestLocked();
            }
        }
    }

    /// <summary>What is drawn now.</summary>
    public RenderStage Stage => _stage;

    /// <summary>A picture waits for its turn.</summary>
    public bool IsPictureWanted => Volatile.Read(ref _wanted);

    /// <summary>A picture was asked for and has not been handed over yet.</summary>
    public bool IsPictureComing => Volatile.Read(ref _coming);

    public StageMeter RenderTimes { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>Other data from the next picture on; what was shown before is disposed of.</summary>
    public void Show(RenderStage stage)
    {
        lock (_gate)
        {
            _next?.Dispose();
            _next = stage;
            stage.Store.Changed += Request;
            RequestLocked();
        }
    }

    /// <summary>A picture is wanted.</summary>
    public void Request()
    {
        lock (_gate)
        {
            RequestLocked();
        }
    }

    /// <summary>There may be something to do between pictures.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Whether anybody looks. Without an audience nothing is drawn.</summary>
    public void SetAudience(bool present)
    {
        lock (_gate)
        {
            _wanted |= present && !_hasAudience;
            _hasAudience = present;
            Monitor.Pulse(_gate);
        }
    }

    public void RequestStop()
    {
        lock (_gate)
        {
            _stopping = true;
            _bound.Change(null);
            Monitor.Pulse(_gate);
        }
    }

    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        try
        {
            // Nobody sees this one: it compiles the loops and fills the cache, so that the first viewer's first picture comes at once.
            _stage.Renderer.Render(_stage.Store.Current, _exchange.Drawing, RenderEffort.Interactive, CancellationToken.None);
            while (WaitForWork() is var work and not RenderWork.Stop)
            {
                if (work == RenderWork.ChangeStage)
                {
                    ChangeStage();
                }
                else
                {
                    Do(work);
                }
            }
        }

        // Boundary: the render thread; a failure must end the server with its reason, not silently freeze the picture.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void RequestLocked()
    {
        // What this thread asks for itself is a step of the player.
        _wanted = true;
        _asked |= Thread.CurrentThread != _thread;
        _coming = _hasAudience;
        _bound.Change(_next is null ? _stage.Store.Current : null);
        Monitor.Pulse(_gate);
    }

    private void ChangeStage()
    {
        RenderStage old;
        lock (_gate)
        {
            old = _stage;
            _stage = _next!;
            _next = null;
            _refineDue = double.PositiveInfinity;
        }

        old.Store.Changed -= Request;
        old.Dispose();
    }

    private void Do(RenderWork work)
    {
        bool isWaitedFor = work == RenderWork.Draw;
        SceneState state;
        CancellationToken superseded;
        lock (_gate)
        {
            _refineDue = work == RenderWork.Refine ? double.PositiveInfinity : _refineDue;
            if (!isWaitedFor && (_wanted || _stopping))
            {
                return;
            }

            state = _stage.Store.Current;
            superseded = _bound.Begin(isWaitedFor ? state : null);
        }

        try
        {
            if (work == RenderWork.DrawExactly)
            {
                Exact!.Run(_stage, superseded);
            }
            else
            {
                Draw(state, isWaitedFor ? RenderEffort.Interactive : RenderEffort.Refined, superseded);
            }
        }
        finally
        {
            lock (_gate)
            {
                _bound.End();
            }
        }
    }

    private void Draw(SceneState state, RenderEffort effort, CancellationToken superseded)
    {
        (int width, int height) = Size;
        RenderedPicture picture = _exchange.DrawingOf(width, height);
        picture.RenderStart = _clock.Now;
        RenderOutcome outcome = _stage.Renderer.Render(state, picture, effort, superseded);
        if (outcome == RenderOutcome.Superseded)
        {
            return;
        }

        picture.RenderEnd = _clock.Now;
        _refineDue = outcome == RenderOutcome.Refinable ? picture.RenderEnd + RestSeconds : double.PositiveInfinity;
        RenderTimes.Add((picture.RenderEnd - picture.RenderStart) * 1000);
        Exact?.NoteDrawn(picture.View, width, height, outcome == RenderOutcome.Final);
        _exchange.Publish();
        Volatile.Write(ref _coming, false);
        _rendered();
    }

    private RenderWork WaitForWork()
    {
        while (true)
        {
            bool present;
            lock (_gate)
            {
                present = _hasAudience;
            }

            TimeSpan wait = _stage.Play(present, _clock.Now);
            lock (_gate)
            {
                if (_stopping)
                {
                    return RenderWork.Stop;
                }

                if (_next is not null)
                {
                    return RenderWork.ChangeStage;
                }

                if (_hasAudience && _wanted)
                {
                    double now = _clock.Now, delay = _asked ? _pacer.DelayAsked(now, IsEncoderFree()) : _pacer.Delay(now);
                    if (delay <= 0)
                    {
                        _pacer.Spend(now, _asked);
                        _wanted = _asked = false;
                        return RenderWork.Draw;
                    }

                    Monitor.Wait(_gate, LoopWait.Shorter(wait, delay));
                }
                else if (_hasAudience == present)
                {
                    double now = _clock.Now, refine = _hasAudience ? _refineDue - now : double.PositiveInfinity;
                    double exactly = _hasAudience && Exact is not null ? Exact.DueIn(now) : double.PositiveInfinity;
                    if (Math.Min(refine, exactly) <= 0)
                    {
                        return exactly <= 0 ? RenderWork.DrawExactly : RenderWork.Refine;
                    }

                    Monitor.Wait(_gate, LoopWait.Shorter(wait, Math.Min(refine, exactly)));
                }
            }
        }
    }
}
