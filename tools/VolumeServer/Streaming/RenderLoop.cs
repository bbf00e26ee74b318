using System;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// The render thread: draws the newest state as soon as it is asked for, paced; plays an axis if told to; sleeps when nobody looks or nothing changes.
/// Intents that arrive while it draws are all in the next picture. A picture that was drawn coarsely is drawn again, finely, as soon as nothing has changed for
/// a moment; a change puts an end to that at once.
/// </summary>
/// <remarks>Threads: owns one, "render"; the other members may be called by any.</remarks>
internal sealed class RenderLoop
{
    private const double RestSeconds = 0.06;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly SceneStore _store;
    private readonly SceneRenderer _renderer;
    private readonly PictureExchange _exchange;
    private readonly Player? _player;
    private readonly ServerClock _clock;
    private readonly Pacer _pacer;
    private readonly Action _rendered;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private CancellationTokenSource? _refining;
    private double _refineDue = double.PositiveInfinity;
    private bool _wanted;
    private bool _hasAudience;
    private bool _stopping;

    public RenderLoop(
        SceneStore store, SceneRenderer renderer, PictureExchange exchange, Player? player, ServerClock clock, double fps, Action rendered, Action<Exception> failed)
    {
        _store = store;
        _renderer = renderer;
        _exchange = exchange;
        _player = player;
        _clock = clock;
        _pacer = new Pacer(fps);
        _rendered = rendered;
        _failed = failed;
        _thread = new Thread(Run) { Name = "render", IsBackground = true };
        _store.Changed += Request;
    }

    public StageMeter RenderTimes { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>A picture is wanted.</summary>
    public void Request()
    {
        lock (_gate)
        {
            _wanted = true;
            _refining?.Cancel();
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
            _refining?.Cancel();
            Monitor.Pulse(_gate);
        }
    }

    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        try
        {
            // Nobody sees this one: it compiles the loops and fills the cache, so that the first viewer's first picture comes at once.
            _renderer.Render(_store.Current, _exchange.Drawing, RenderEffort.Interactive, CancellationToken.None);
            while (WaitForWork() is { } effort)
            {
                if (effort == RenderEffort.Interactive)
                {
                    Draw(effort, CancellationToken.None);
                }
                else
                {
                    Refine();
                }
            }
        }

        // Boundary: the render thread; a failure must end the server with its reason, not silently freeze the picture.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void Refine()
    {
        using var superseded = new CancellationTokenSource();
        lock (_gate)
        {
            _refineDue = double.PositiveInfinity;
            if (_wanted || _stopping)
            {
                return;
            }

            _refining = superseded;
        }

        Draw(RenderEffort.Refined, superseded.Token);
        lock (_gate)
        {
            _refining = null;
        }
    }

    private void Draw(RenderEffort effort, CancellationToken superseded)
    {
        RenderedPicture picture = _exchange.Drawing;
        picture.RenderStart = _clock.Now;
        _pacer.Spend(picture.RenderStart);
        RenderOutcome outcome = _renderer.Render(_store.Current, picture, effort, superseded);
        if (outcome == RenderOutcome.Superseded)
        {
            return;
        }

        picture.RenderEnd = _clock.Now;
        _refineDue = outcome == RenderOutcome.Refinable ? picture.RenderEnd + RestSeconds : double.PositiveInfinity;
        RenderTimes.Add((picture.RenderEnd - picture.RenderStart) * 1000);
        _exchange.Publish();
        _rendered();
    }

    private RenderEffort? WaitForWork()
    {
        while (true)
        {
            TimeSpan wait = s_idle;
            bool present;
            lock (_gate)
            {
                present = _hasAudience;
            }

            if (!present)
            {
                _player?.Pause();
            }
            else if (_player is not null)
            {
                _player.TryAdvance(_store, _clock.Now, out double nextDue);
                wait = Until(nextDue - _clock.Now);
            }

            lock (_gate)
            {
                if (_stopping)
                {
                    return null;
                }

                if (_hasAudience && _wanted)
                {
                    double delay = _pacer.Delay(_clock.Now);
                    if (delay <= 0)
                    {
                        _wanted = false;
                        return RenderEffort.Interactive;
                    }

                    wait = TimeSpan.FromTicks(Math.Min(wait.Ticks, Until(delay).Ticks));
                    Monitor.Wait(_gate, wait);
                }
                else if (_hasAudience == present)
                {
                    double rest = _hasAudience ? _refineDue - _clock.Now : double.PositiveInfinity;
                    if (rest <= 0)
                    {
                        return RenderEffort.Refined;
                    }

                    Monitor.Wait(_gate, TimeSpan.FromTicks(Math.Min(wait.Ticks, Until(rest).Ticks)));
                }
            }
        }
    }

    /// <summary>Rounded up to the millisecond that waits are made of, so that the wait is never too short and repeated.</summary>
    private static TimeSpan Until(double seconds) =>
        seconds >= s_idle.TotalSeconds ? s_idle : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(seconds * 1000)));
}
