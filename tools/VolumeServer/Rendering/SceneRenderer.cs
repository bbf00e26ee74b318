using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A state of the scene to a picture and the view that describes it; or to exact colours.</summary>
/// <remarks>Threads: one at a time; owns a helper thread. Exports and other users beside the live picture make a renderer of their own.</remarks>
internal sealed class SceneRenderer : IDisposable
{
    // Who looks at so many slices is done with the projection, and its blocks are large.
    private const int SlicesUntilBlocksGo = 600;

    private readonly SceneLayout _layout;
    private readonly VolumeInfo _info;
    private readonly RenderLimits _limits;
    private readonly PlaneStore _planes;
    private readonly RenderWorkers _workers = new();
    private readonly PictureWriter _writer;
    private readonly ImmutableArray<LayerRenderer> _layers;
    private readonly MotionBudget _budget;
    private readonly ExactSlices _exact;
    private readonly TimeProvider _time;
    private readonly bool _burnMarks;
    private double _readSeconds;
    private double _projectSeconds;
    private int _slicesInARow;
    private long _pictures;

    /// <param name="layout">What there is to draw.</param>
    /// <param name="burnMarks">Pictures carry marks for measuring.</param>
    /// <param name="limits">What may be used.</param>
    /// <param name="time">The time.</param>
    /// <param name="isStrict">Equal states give equal bytes whatever was drawn before, and what cannot be read is thrown, not left out.</param>
    public SceneRenderer(SceneLayout layout, bool burnMarks, RenderLimits? limits = null, TimeProvider? time = null, bool isStrict = false)
    {
        Data = new PartialReader { IsStrict = isStrict };
        (_layout, _info) = (layout, layout.Info);
        _limits = limits ?? new RenderLimits();
        _time = time ?? TimeProvider.System;
        _planes = new PlaneStore(_limits.PlaneBytes, Data);
        _writer = new PictureWriter(_workers);
        _budget = new MotionBudget(_time);
        _exact = new ExactSlices(layout);
        _burnMarks = burnMarks;
        var layers = ImmutableArray.CreateBuilder<LayerRenderer>(layout.Layers.Length);
        foreach (SceneLayer layer in layout.Layers)
        {
            layers.Add(new LayerRenderer(layer, _info, Transforms, Data) { IsStrict = isStrict });
        }

        _layers = layers.MoveToImmutable();
    }

    /// <summary>The planes kept, for the server's figures.</summary>
    public PlaneStore Slices => _planes;

    /// <summary>Where the data come from, and what of them cannot be read.</summary>
    public PartialReader Data { get; }

    /// <summary>The ways from pixels to samples of slices, for the server's figures.</summary>
    public TransformCache Transforms { get; } = new();

    /// <summary>Some layer is drawn from a coarser level than a pixel, for want of memory.</summary>
    public bool IsDowngraded { get; private set; }

    /// <summary>The level of the lowest layer in the last picture.</summary>
    public int Level { get; private set; }

    /// <summary>Stage by stage, of the last picture.</summary>
    public PaintTimes LastTimes { get; private set; }

    /// <summary>Draws the state; the picture's times are the caller's business.</summary>
    public RenderOutcome Render(SceneState state, RenderedPicture picture, RenderEffort effort, CancellationToken superseded)
    {
        YuvBuffer target = picture.Buffer;
        _projectSeconds = 0;
        long start = _time.GetTimestamp();
        _limits.Slow?.Pass(SlowStage.Render);
        bool isFull;
        try
        {
            isFull = Prepare(state, target.Width, target.Height, effort, superseded);
        }
        catch (OperationCanceledException) when (superseded.IsCancellationRequested)
        {
            return RenderOutcome.Superseded;
        }

        if (superseded.IsCancellationRequested)
        {
            return RenderOutcome.Superseded;
        }

        double prepared = _time.GetElapsedTime(start).TotalSeconds;
        _writer.Write(target);
        LastTimes = new PaintTimes((prepared - _projectSeconds) * 1000, _projectSeconds * 1000, (_time.GetElapsedTime(start).TotalSeconds - prepared) * 1000);
        picture.View = Describe(state, target.Width, target.Height, isFull ? FrameQuality.Refined : FrameQuality.Interactive);
        if (_burnMarks)
        {
            BurnMarks.Write(target, BurnMark.Of(state.Revision, ++_pictures, state.Step.AsSpan(), picture.RenderStart));
        }

        return isFull ? RenderOutcome.Final : RenderOutcome.Refinable;
    }

    /// <summary>
    /// The state in colours that are exact: 8-bit RGB, rows bottom-up as on the wire, without padding; any size, also one of another shape than the camera's. Slices follow the
    /// table formula (trunc(clip((v − low) / (high − low))^gamma · 255)) in doubles; projections are drawn as finely as they ever are. False when superseded.
    /// </summary>
    public bool RenderExact(SceneState state, int width, int height, Span<byte> rgb, CancellationToken superseded)
    {
        if (rgb.Length != 3L * width * height)
        {
            throw new ArgumentException($"{width}×{height} pixels take {3L * width * height} bytes, not {rgb.Length}.", nameof(rgb));
        }

        try
        {
            if (!state.IsVolume)
            {
                _exact.Render(state, width, height, rgb, superseded);
                Level = _exact.Level;
                return true;
            }

            Prepare(state, width, height, RenderEffort.Refined, superseded);
            if (!superseded.IsCancellationRequested)
            {
                _writer.Write(width, height, rgb);
            }

            return !superseded.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (superseded.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>How large <see cref="RenderOneToOne"/> is for this state.</summary>
    public (int Width, int Height) OneToOneSize(SceneState state) => _exact.OneToOneSize(state);

    /// <summary>
    /// One voxel a pixel, gray, rows top-down, from the finest level (or the one that was asked for): the channel that the position names, else the first image. Voxels that do not exist are black.
    /// </summary>
    public void RenderOneToOne(SceneState state, double low, double high, Span<byte> rgb, CancellationToken superseded) =>
        _exact.RenderOneToOne(state, low, high, rgb, superseded);

    /// <summary>What <see cref="RenderOneToOne"/> shows of this state.</summary>
    public FrameView DescribeOneToOne(SceneState state) => _exact.DescribeOneToOne(state);

    public void Dispose() => _workers.Dispose();

    private bool Prepare(SceneState state, int width, int height, RenderEffort effort, CancellationToken superseded)
    {
        _writer.Clear();
        (IsDowngraded, Level) = (false, -1);
        bool isFull = state.IsVolume ? PrepareVolume(state, width, height, effort, superseded) : PrepareSlices(state, width, height, effort, superseded);
        Level = Math.Max(Level, 0);
        return isFull;
    }

    private bool PrepareSlices(SceneState state, int width, int height, RenderEffort effort, CancellationToken superseded)
    {
        ViewAxes axes = state.Axes(_info);
        var window = SampleWindow.Of(state.Plane, _info, axes);
        bool isFull = true;
        if (++_slicesInARow == SlicesUntilBlocksGo)
        {
            foreach (LayerRenderer layer in _layers)
            {
                layer.Forget();
            }
        }

        for (int i = 0; i < _layers.Length; i++)
        {
            LayerStyle style = state.Layers[i];
            if (!style.Visible || style.Opacity <= 0)
            {
                continue;
            }

            SceneLayer layer = _layout.Layers[i];
            int level = PlanePlan.Level(layer, state, axes, state.Plane.Width / width, state.Plane.Height / height);
            PlaneKey key = PlanePlan.Key(layer, _info, state, level, window, _limits.PlaneSamples);
            if (effort == RenderEffort.Interactive && _readSeconds > _limits.SlowReadSeconds && state.Level is null && !_planes.Has(key) && level + 1 < layer.Info.Levels.Length)
            {
                key = PlanePlan.Key(layer, _info, state, layer.Info.Levels.Length - 1, window, _limits.PlaneSamples);
                isFull = false;
            }

            PlaneSlice plane = Read(key, isFull, superseded);
            Add(i, _layers[i].Slice(plane, window, style, width, height), style);
        }

        return isFull;
    }

    private PlaneSlice Read(in PlaneKey key, bool isMeasured, CancellationToken superseded)
    {
        if (!isMeasured || _planes.Has(key))
        {
            return _planes.Get(key, superseded);
        }

        long start = _time.GetTimestamp();
        PlaneSlice plane = _planes.Get(key, superseded);
        double seconds = _time.GetElapsedTime(start).TotalSeconds;
        _readSeconds += 0.5 * (seconds - _readSeconds);
        return plane;
    }

    private bool PrepareVolume(SceneState state, int width, int height, RenderEffort effort, CancellationToken superseded)
    {
        ViewAxes axes = state.Axes(_info);
        _slicesInARow = 0;
        double perPixel = VolumeView.WorldPerPixel(state.Orbit, height), unit = FinestSpacing(axes);
        long most = _limits.VolumeBytes / VolumePlan.BytesPerSample / Math.Max(1, CountShown(state, axes)), work = 0;
        bool isFull = true;
        for (int i = 0; i < _layers.Length; i++)
        {
            if (IsShown(state, axes, i))
            {
                isFull &= _layers[i].Load(state, state.Layers[i], perPixel, most, _limits.QuickSamples, effort, superseded);
                IsDowngraded |= _layers[i].IsDowngraded;
                _layers[i].Plan(state.Orbit, axes, width, height, Finest, 1);
                work += _layers[i].Work;
            }
        }

        double coarseness = effort == RenderEffort.Refined ? 1 : _budget.CoarsenessFor(work);
        isFull &= coarseness <= 1;
        _budget.Begin();
        work = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            if (IsShown(state, axes, i))
            {
                _layers[i].Plan(state.Orbit, axes, width, height, coarseness <= 1 ? Finest : Finest * coarseness, coarseness);
                Add(i, _layers[i].Project(state.Layers[i], unit, _workers, superseded), state.Layers[i]);
                work += _layers[i].Work;
            }
        }

        _projectSeconds = _budget.End(superseded.IsCancellationRequested ? 0 : work);

        return isFull;
    }

    /// <summary>Cells of a sheet are never smaller than half a sample: there is nothing more to see.</summary>
    private const double Finest = 0.5;

    private void Add(int layer, ILayerRows rows, LayerStyle style)
    {
        Level = Level < 0 ? _layers[layer].Level : Level;
        _writer.Add(new CompositeLayer(rows, Compositor.Parse(style.Blending), style.Opacity));
    }

    private bool IsShown(SceneState state, ViewAxes axes, int layer) =>
        state.Layers[layer].Visible && state.Layers[layer].Opacity > 0 && VolumePlan.CanShow(_layout.Layers[layer], axes);

    private int CountShown(SceneState state, ViewAxes axes)
    {
        int count = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            count += IsShown(state, axes, i) ? 1 : 0;
        }

        return count;
    }

    private double FinestSpacing(ViewAxes axes) => Math.Min(_info.Axes[axes.Column].Scale, Math.Min(_info.Axes[axes.Row].Scale, ViewAxes.Scale(_info, axes.Depth)));

    /// <summary>What a picture of this state shows.</summary>
    public FrameView Describe(SceneState state, int width, int height, FrameQuality quality = FrameQuality.Refined)
    {
        ViewAxes axes = state.Axes(_info);
        Span<int> displayed = [axes.Depth, axes.Row, axes.Column];
        return new FrameView(state.Step.AsSpan(), state.IsVolume && axes.Depth >= 0 ? displayed : displayed[1..])
        {
            Revision = state.Revision,
            WorldToPixel = state.IsVolume ? VolumeView.WorldToPixel(state.Orbit, _info, axes, width, height) : SampleWindow.WorldToPixel(state.Plane, _info, axes, width, height),
            Level = Level,
            Quality = quality,
        };
    }
}
