using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>What the render thread does between pictures: the exact picture of a view that has come to rest, and exact pictures that single viewers ask for.</summary>
/// <remarks>Threads: the render thread runs it; pictures may be asked for by any.</remarks>
internal sealed class ExactWork
{
    /// <summary>The longest queue of pictures asked for.</summary>
    public const int Capacity = 8;

    /// <summary>A slice's still takes the render thread for as long as many pictures: not between two steps of somebody who goes from one to the next.</summary>
    private const double RestSeconds = 0.3;

    /// <summary>A projection has come to rest before: it was refined meanwhile.</summary>
    private const double VolumeRestSeconds = 0.1;

    private const double RepeatSeconds = 1;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_longestForOthers = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly Queue<ExactJob> _jobs = new(Capacity);
    private readonly ServerClock _clock;
    private readonly StillMaker _maker;
    private readonly Func<bool> _wanted;
    private readonly Action<EncodedFrame> _deliver;
    private (int Width, int Height) _size;
    private long _drawn = -1;
    private long _made = -1;
    private double _madeAt = double.NegativeInfinity;
    private double _due = double.PositiveInfinity;

    /// <param name="clock">The server's clock.</param>
    /// <param name="maker">Packs.</param>
    /// <param name="wanted">Whether a viewer takes stills.</param>
    /// <param name="deliver">Takes the still of a view at rest to those who do.</param>
    public ExactWork(ServerClock clock, StillMaker maker, Func<bool> wanted, Action<EncodedFrame> deliver)
    {
        _clock = clock;
        _maker = maker;
        _wanted = wanted;
        _deliver = deliver;
    }

    /// <summary>Asks for a picture; false when too many wait.</summary>
    public bool TryEnqueue(ExactJob job)
    {
        lock (_gate)
        {
            if (_jobs.Count == Capacity)
            {
                return false;
            }

            _jobs.Enqueue(job);
            return true;
        }
    }

    /// <summary>Somebody came, or a key frame covers it: the still is made once more, after the key frame and at most once a second.</summary>
    public void Repeat()
    {
        lock (_gate)
        {
            double now = _clock.Now;
            bool isOnItsWay = _made != _drawn && _due > now;
            if (isOnItsWay || !double.IsFinite(_due))
            {
                return;
            }

            _made = -1;
            _due = Math.Max(now + RestSeconds, _madeAt + RepeatSeconds);
        }
    }

    /// <summary>A picture was drawn. When it is as good as it gets and nothing follows, its still does.</summary>
    public void NoteDrawn(in FrameView view, int width, int height, bool isFinal)
    {
        lock (_gate)
        {
            _drawn = view.Revision;
            _size = (width, height);
            _due = isFinal ? _clock.Now + (view.Displayed.Length > 2 ? VolumeRestSeconds : RestSeconds) : double.PositiveInfinity;
        }
    }

    /// <summary>Seconds until there is something to do here; infinite while there is not.</summary>
    public double DueIn(double now)
    {
        if (!_maker.CanTake)
        {
            return double.PositiveInfinity;
        }

        lock (_gate)
        {
            return _jobs.Count > 0 ? 0 : _made == _drawn || !_wanted() ? double.PositiveInfinity : Math.Max(0, _due - now);
        }
    }

    /// <summary>Does one piece of work; a picture of a view at rest is given up when the view moves on.</summary>
    public void Run(RenderStage stage, CancellationToken superseded)
    {
        SceneState state = stage.Store.Current;
        ExactJob? job;
        int width, height;
        lock (_gate)
        {
            if (!_jobs.TryDequeue(out job))
            {
                _made = _drawn;
                _madeAt = _clock.Now;
                if (state.Revision != _drawn)
                {
                    return;
                }
            }

            (width, height) = job is null ? _size : (job.Width, job.Height);
        }

        if (job is not null && job.Store != stage.Store)
        {
            // Its position and its picture belong to data that are no longer shown.
            job.Done(null);
            return;
        }

        try
        {
            Draw(stage.Renderer, job, job is null ? state : job.Change(state), width, height, superseded);
        }
        catch (FathomException error)
        {
            // A picture that lacks what could not be read is not exact: there is none.
            stage.Renderer.Data.Note(error);
            job?.Failed(error);
        }
    }

    private void Draw(SceneRenderer renderer, ExactJob? job, SceneState wanted, int width, int height, CancellationToken superseded)
    {
        // Everybody's picture comes from this thread: nobody's own picture may keep it for long, and less so when the others have moved on.
        using var bound = new CancellationTokenSource();
        bound.CancelAfter(s_longest);
        using CancellationTokenRegistration movedOn = superseded.UnsafeRegister(static bound => ((CancellationTokenSource)bound!).CancelAfter(s_longestForOthers), bound);
        CancellationToken cancel = job is null ? superseded : bound.Token;
        if (job?.OneToOne is { } contrast)
        {
            RunOneToOne(renderer, wanted, contrast, job, cancel, superseded);
            return;
        }

        byte[] rgb = _maker.Rent(LosslessStill.RgbBytes(width, height));
        double start = _clock.Now;
        if (renderer.RenderExact(wanted, width, height, rgb.AsSpan(0, LosslessStill.RgbBytes(width, height)), cancel))
        {
            FrameView view = renderer.Describe(wanted, width, height);
            _maker.Post(rgb, width, height, view, job is null, start, _clock.Now, job?.Done ?? Deliver);
            return;
        }

        _maker.Return(rgb);
        if (job is not null)
        {
            GiveUp(job, superseded);
            return;
        }

        lock (_gate)
        {
            // What supersedes it may be the same view once more, in another size: then it is wanted again.
            _made = -1;
        }
    }

    private void RunOneToOne(SceneRenderer renderer, SceneState state, (double Low, double High) contrast, ExactJob job, CancellationToken cancel, CancellationToken superseded)
    {
        (int width, int height) = renderer.OneToOneSize(state);
        if (!LosslessStill.IsSize(width, height))
        {
            job.Done(null);
            return;
        }

        byte[] rgb = _maker.Rent(LosslessStill.RgbBytes(width, height));
        double start = _clock.Now;
        Span<byte> picture = rgb.AsSpan(0, LosslessStill.RgbBytes(width, height));
        try
        {
            renderer.RenderOneToOne(state, contrast.Low, contrast.High, picture, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _maker.Return(rgb);
            GiveUp(job, superseded);
            return;
        }

        TurnOver(picture, width * 3);
        _maker.Post(rgb, width, height, renderer.DescribeOneToOne(state), isView: false, start, _clock.Now, job.Done);
    }

    /// <summary>It took too long. Where it only had to make way it may be asked for again.</summary>
    private static void GiveUp(ExactJob job, CancellationToken superseded)
    {
        if (superseded.IsCancellationRequested)
        {
            job.Done(null);
            return;
        }

        job.Failed(new FathomException(
            ExitCode.Rejected,
            "Gave up drawing the picture that was asked for.",
            $"It took longer than {s_longest.TotalSeconds:0} s, and every viewer waits meanwhile.",
            "Ask for a coarser level or fewer dimensions, or make a pyramid of the data."));
    }

    /// <summary>The wire has the bottom row first.</summary>
    private static void TurnOver(Span<byte> picture, int rowBytes)
    {
        byte[] row = new byte[rowBytes];
        for (int top = 0, bottom = picture.Length - rowBytes; top < bottom; top += rowBytes, bottom -= rowBytes)
        {
            picture.Slice(top, rowBytes).CopyTo(row);
            picture.Slice(bottom, rowBytes).CopyTo(picture[top..]);
            row.CopyTo(picture[bottom..]);
        }
    }

    private void Deliver(EncodedFrame? still)
    {
        if (still is not null)
        {
            _deliver(still);
        }
    }
}
