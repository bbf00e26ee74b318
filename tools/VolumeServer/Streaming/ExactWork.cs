using System;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>What the render thread does between pictures: the exact picture of a view that has come to rest.</summary>
/// <remarks>Threads: the render thread runs it; the other members may be called by any.</remarks>
internal sealed class ExactWork
{
    /// <summary>A slice's still takes the render thread for as long as many pictures: not between two steps of somebody who goes from one to the next.</summary>
    private const double RestSeconds = 0.3;

    /// <summary>A projection has come to rest before: it was refined meanwhile.</summary>
    private const double VolumeRestSeconds = 0.1;

    private const double RepeatSeconds = 1;

    private readonly object _gate = new();
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
            return _made == _drawn || !_wanted() ? double.PositiveInfinity : Math.Max(0, _due - now);
        }
    }

    /// <summary>Draws the view at rest; given up when the view moves on.</summary>
    public void Run(RenderStage stage, CancellationToken superseded)
    {
        SceneState state = stage.Store.Current;
        int width, height;
        lock (_gate)
        {
            _made = _drawn;
            _madeAt = _clock.Now;
            if (state.Revision != _drawn)
            {
                return;
            }

            (width, height) = _size;
        }

        try
        {
            Draw(stage.Renderer, state, width, height, superseded);
        }
        catch (FathomException error)
        {
            // A picture that lacks what could not be read is not exact: there is none.
            stage.Renderer.Data.Note(error);
        }
    }

    private void Draw(SceneRenderer renderer, SceneState state, int width, int height, CancellationToken superseded)
    {
        byte[] rgb = _maker.Rent(LosslessStill.RgbBytes(width, height));
        double start = _clock.Now;
        if (renderer.RenderExact(state, width, height, rgb.AsSpan(0, LosslessStill.RgbBytes(width, height)), superseded))
        {
            _maker.Post(rgb, width, height, renderer.Describe(state, width, height), isView: true, start, _clock.Now, Deliver);
            return;
        }

        _maker.Return(rgb);
        lock (_gate)
        {
            // What supersedes it may be the same view once more, in another size: then it is wanted again.
            _made = -1;
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
