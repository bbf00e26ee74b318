using System;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>All that one layer keeps from picture to picture: its rows, its palette, its blocks in memory.</summary>
/// <remarks>Threads: one; the rows that it makes ready are read by several.</remarks>
internal sealed class LayerRenderer
{
    private readonly SceneLayer _layer;
    private readonly VolumeInfo _scene;
    private readonly TransformCache _transforms;
    private readonly SliceRows _slice = new();
    private readonly LabelRows? _labels;
    private readonly LabelPalette? _palette;
    private readonly SheetSet _sheets = new();
    private readonly SheetShading _shading = new();
    private readonly VolumeIntensityRows _projection;
    private readonly VolumeColorRows _colors;
    private readonly BlockReader _reader;
    private VolumeBlock _coarse = new();
    private VolumeBlock _fine = new();

    public LayerRenderer(SceneLayer layer, VolumeInfo scene, TransformCache transforms, PartialReader partial)
    {
        _reader = new BlockReader(partial);
        _layer = layer;
        _scene = scene;
        _transforms = transforms;
        _palette = layer.IsLabels ? new LabelPalette(layer.Info) : null;
        _labels = _palette is null ? null : new LabelRows(_palette);
        _projection = new VolumeIntensityRows(_sheets);
        _colors = new VolumeColorRows(_sheets, _palette);
    }

    public SceneLayer Layer => _layer;

    /// <summary>What is drawn depends on the state alone, never on what was drawn before.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The level that the last picture shows.</summary>
    public int Level { get; private set; }

    /// <summary>The block in use is coarser than a pixel because of the memory that it may take.</summary>
    public bool IsDowngraded { get; private set; }

    public long BlockBytes => _coarse.Bytes + _fine.Bytes;

    /// <summary>Cells times planes of the last projection.</summary>
    public long Work => _sheets.Work;

    /// <summary>A slice's rows, of a plane that was read.</summary>
    public ILayerRows Slice(PlaneSlice plane, in SampleWindow window, LayerStyle style, int width, int height)
    {
        Level = plane.Key.Level;
        SampleWindow own = window.In(_layer, _scene, plane.Key);
        if (_labels is { } labels)
        {
            labels.Prepare(plane, Transform(plane, own, width, height, isNearest: true));
            return labels;
        }

        _slice.Prepare(plane, Transform(plane, own, width, height, style.IsNearest), style);
        return _slice;
    }

    /// <summary>
    /// Sees to it that a block for this state is in memory; true if it is the finest that there will be. With <paramref name="effort"/> interactive, one that is coarse but quickly
    /// read does, unless the fine one is there already.
    /// </summary>
    /// <exception cref="OperationCanceledException">Superseded while it read.</exception>
    public bool Load(SceneState state, LayerStyle style, double worldPerPixel, long mostSamples, long quickSamples, RenderEffort effort, CancellationToken cancel)
    {
        VolumeKey fine = VolumePlan.Key(_layer, _scene, state, worldPerPixel, mostSamples);
        VolumeKey coarse = VolumePlan.Key(_layer, _scene, state, worldPerPixel, Math.Min(quickSamples, mostSamples));
        IsDowngraded = VolumePlan.Key(_layer, _scene, state, worldPerPixel, long.MaxValue) != fine;
        bool hasFine = Has(_fine, fine, style);
        if (effort == RenderEffort.Interactive && !hasFine && coarse != fine)
        {
            Fill(_coarse, coarse, style, cancel);
            Block = _coarse;
        }
        else
        {
            Fill(_fine, fine, style, cancel);
            Block = _fine;
        }

        Level = Block.Key.Level;
        return ReferenceEquals(Block, _fine);
    }

    /// <summary>The block that was loaded last.</summary>
    public VolumeBlock Block { get; private set; } = new();

    /// <summary>Lays out what <see cref="Project"/> will draw.</summary>
    public void Plan(in OrbitCamera camera, ViewAxes axes, int width, int height, double finest, double coarseness)
    {
        var view = VolumeView.Of(camera, Block, _scene, axes, height);
        _sheets.Plan(view, Block, width, height, finest, coarseness);
    }

    /// <summary>Draws the projection and gives its rows.</summary>
    public ILayerRows Project(LayerStyle style, double unit, RenderWorkers workers, CancellationToken cancel)
    {
        _projection.Ramp.Use(style);
        _shading.Use(Block, style, _projection.Ramp, _layer.IsLabels);
        _sheets.Draw(Block, _shading, unit, workers, cancel);
        return _shading.Mode is VolumeMode.Translucent or VolumeMode.Additive or VolumeMode.Labels ? _colors : _projection;
    }

    /// <summary>Gives up the blocks: slices are shown.</summary>
    public void Forget() => (_coarse, _fine, Block) = (new VolumeBlock(), new VolumeBlock(), new VolumeBlock());

    /// <summary>Shared with the other layers that lie at the same place, and kept while the camera stands still.</summary>
    private PlaneTransform Transform(PlaneSlice plane, in SampleWindow window, int width, int height, bool isNearest)
    {
        VolumeInfo info = _layer.Info;
        return _transforms.Get(new TransformKey(
            _transforms.Geometries.For(info),
            plane.Key.Level,
            LayerGeometry.PlaceOf(info, plane.Key.RowAxis),
            LayerGeometry.PlaceOf(info, plane.Key.ColumnAxis),
            plane.Rows,
            plane.Columns,
            window,
            width,
            height,
            isNearest));
    }

    private bool Has(VolumeBlock block, in VolumeKey key, LayerStyle style) => block.IsComplete && !block.IsFleeting && block.Key == key && Fits(block, style);

    private bool Fits(VolumeBlock block, LayerStyle style) => _layer.IsLabels || (IsStrict ? block.IsCodedFor(_layer, style) : block.Resolves(style));

    private void Fill(VolumeBlock block, in VolumeKey key, LayerStyle style, CancellationToken cancel)
    {
        bool isSame = block.Planes > 0 && !block.IsFleeting && block.Key == key && Fits(block, style);
        if (!isSame)
        {
            block.Begin(key, _layer, _scene, style);
        }

        if (!block.IsComplete)
        {
            _reader.Fill(block, _palette, cancel);
        }
    }
}
