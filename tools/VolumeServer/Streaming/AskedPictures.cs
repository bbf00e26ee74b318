using System;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Draws the exact pictures that single viewers ask for, beside everybody's picture: on a thread that stands back, with blocks of its own, so that an export neither holds up
/// the live view nor takes the samples from under it.
/// </summary>
/// <remarks>
/// Threads: owns one, "asked"; the other members may be called by any.
/// Ownership: holds the stage that it draws from until other data are shown or nothing was asked for a while.
/// </remarks>
internal sealed class AskedPictures
{
    /// <summary>The longest that one picture may take: while others wait for theirs, and while nobody does.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), LongestAlone = TimeSpan.FromMinutes(2);

    /// <summary>How long blocks are kept for the next picture; in three dimensions they are large.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromSeconds(20);

    private readonly object _gate = new();
    private readonly AskedQueue _queue = new();
    private readonly ServerClock _clock;
    private readonly StillMaker _packer;
    private readonly Func<string, bool> _mayBeSent;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private RenderStage _stage;
    private RenderStage? _held;
    private SceneRenderer? _renderer;
    private ExactJob? _current;
    private Action? _giveUp;
    private double _drawnAt;
    private bool _stopping;

    /// <param name="stage">What is shown first.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="packer">Packs; started and stopped by its owner.</param>
    /// <param name="mayBeSent">Whether this viewer can be sent one more picture now, or none ever; false makes it wait for <see cref="Wake"/>.</param>
    /// <param name="failed">Told why the thread ended, if not because it was told to.</param>
    public AskedPictures(RenderStage stage, ServerClock clock, StillMaker packer, Func<string, bool> mayBeSent, Action<Exception> failed)
    {
        _stage = stage;
        _clock = clock;
        _packer = packer;
        _mayBeSent = mayBeSent;
        _failed = failed;
        _thread = new Thread(Run) { Name = "asked", IsBackground = true };
    }

    public void Start() => _thread.Start();

    /// <summary>Asks for a picture; false when too many wait.</summary>
    public bool TryEnqueue(ExactJob job)
    {
        lock (_gate)
        {
            bool added = _queue.TryAdd(job);
            Monitor.Pulse(_gate);
            return added;
        }
    }

    /// <summary>There may be something to do.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Other data: what is drawn of those before is given up.</summary>
    public void Show(RenderStage stage)
    {
        lock (_gate)
        {
            _stage = stage;
            _giveUp?.Invoke();
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>A viewer has gone: nobody waits for his pictures.</summary>
    public void Leave(string session)
    {
        lock (_gate)
        {
            _queue.Remove(session);
            if (_current?.Session == session)
            {
                _giveUp?.Invoke();
            }
        }
    }

    public void RequestStop()
    {
        lock (_gate)
        {
            _stopping = true;
            _giveUp?.Invoke();
            Monitor.Pulse(_gate);
        }
    }

    public bool Join(TimeSpan patience) => !_thread.IsAlive || _thread.Join(patience);

    private void Run()
    {
        // Everybody's picture has a claim on the processors.
        ThreadRank.StandBack();
        try
        {
            while (TryTake(out ExactJob job, out RenderStage stage))
            {
                DrawBounded(job, stage);
            }

            Release();
        }

        // Boundary: the thread of asked pictures; a failure must end the server with its reason, not leave callers without answers.
        catch (Exception error)
        {
            _failed(error);
        }
    }

    private void DrawBounded(ExactJob job, RenderStage stage)
    {
        using var bound = new CancellationTokenSource();
        lock (_gate)
        {
            bound.CancelAfter(_queue.HasOthers(job.Session) ? Longest : LongestAlone);
            (_current, _giveUp) = (job, bound.Cancel);
            if (_stopping || _stage != stage)
            {
                bound.Cancel();
            }
        }

        try
        {
            Draw(job, stage, bound.Token);
        }
        finally
        {
            lock (_gate)
            {
                (_current, _giveUp, _drawnAt) = (null, null, _clock.Now);
            }
        }
    }

    private bool TryTake(out ExactJob job, out RenderStage stage)
    {
        while (true)
        {
            lock (_gate)
            {
                stage = _stage;
                bool isStale = _held is not null && (_held != stage || _clock.Now - _drawnAt > s_keep.TotalSeconds);
                if (_stopping)
                {
                    job = null!;
                    return false;
                }

                if (!isStale)
                {
                    if (_packer.CanTake && _queue.TryTake(_mayBeSent, out job))
                    {
                        return true;
                    }

                    Monitor.Wait(_gate, LoopWait.Idle);
                    continue;
                }
            }

            Release();
        }
    }

    private void Draw(ExactJob job, RenderStage stage, CancellationToken cancel)
    {
        if (job.Store != stage.Store || RendererOf(stage) is not { } renderer)
        {
            // Its position and its picture belong to data that are no longer shown.
            job.Done(null);
            return;
        }

        try
        {
            if (!TryDraw(renderer, job, cancel))
            {
                GiveUp(job);
            }
        }
        catch (FathomException error)
        {
            // A picture that lacks what could not be read is not exact: there is none.
            renderer.Data.Note(error);
            job.Failed(error);
        }
    }

    private bool TryDraw(SceneRenderer renderer, ExactJob job, CancellationToken cancel)
    {
        (int width, int height) = job.OneToOne is null ? (job.Width, job.Height) : renderer.OneToOneSize(job.State);
        if (!LosslessStill.IsSize(width, height))
        {
            job.Done(null);
            return true;
        }

        byte[] rgb = _packer.Rent(LosslessStill.RgbBytes(width, height));
        Span<byte> picture = rgb.AsSpan(0, LosslessStill.RgbBytes(width, height));
        double start = _clock.Now;
        bool isPosted = false;
        try
        {
            if (job.OneToOne is { } contrast)
            {
                renderer.RenderOneToOne(job.State, contrast.Low, contrast.High, picture, cancel);
                LosslessStill.TurnOver(picture, width);
            }
            else if (!renderer.RenderExact(job.State, width, height, picture, cancel))
            {
                return false;
            }

            FrameView view = job.OneToOne is null ? renderer.Describe(job.State, width, height) : renderer.DescribeOneToOne(job.State);
            isPosted = true;
            _packer.Post(rgb, width, height, view, isView: false, start, _clock.Now, job.Done);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            if (!isPosted)
            {
                _packer.Return(rgb);
            }
        }
    }

    /// <summary>It took too long. Where it only had to make way it may be asked for again.</summary>
    private void GiveUp(ExactJob job)
    {
        bool madeWay;
        lock (_gate)
        {
            madeWay = _stopping || _stage.Store != job.Store;
        }

        if (madeWay)
        {
            job.Done(null);
            return;
        }

        job.Failed(new FathomException(
            ExitCode.Rejected,
            "Gave up drawing the picture that was asked for.",
            $"It took longer than {Longest.TotalSeconds:0} s while others waited for theirs, or than {LongestAlone.TotalSeconds:0} s at all.",
            "Ask for a coarser level or fewer dimensions, or make a pyramid of the data."));
    }

    /// <summary>A renderer for these data; null when they are gone.</summary>
    private SceneRenderer? RendererOf(RenderStage stage)
    {
        if (_renderer is null && stage.TryHold())
        {
            _held = stage;
            _renderer = stage.MakeBeside();
        }

        return _renderer;
    }

    private void Release()
    {
        _renderer?.Dispose();
        _renderer = null;
        RenderStage? held = _held;
        _held = null;
        held?.Release();
    }
}
