using System;
using System.Collections.Generic;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>
/// Paints slices of the generated embryo. Its cells divide in waves, vessels carry bright cells through the yolk, beads in the gel tell z and t. Each slice
/// is computed from the seed alone, in about a millisecond or two, so nothing of it is ever stored.
/// </summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed class EmbryoPainter
{
    private readonly NucleusLineage _lineage;
    private readonly TissuePainter _tissue;
    private readonly CellBorderPainter _borders = new();
    private readonly YolkPainter _yolk;
    private readonly FilamentPainter _filaments;
    private readonly NucleusPainter _nuclei;
    private readonly SensorNoise _noise;
    private readonly SliceCanvas _canvas = new();
    private readonly List<Nucleus> _alive = [];
    private int _aliveAt = -1;

    public EmbryoPainter(int seed)
    {
        _lineage = new NucleusLineage(seed);
        _tissue = new TissuePainter(seed + 1);
        _yolk = new YolkPainter(seed + 5);
        _filaments = new FilamentPainter(seed + 2);
        _nuclei = new NucleusPainter(seed + 3);
        _noise = new SensorNoise(seed + 4);
    }

    /// <summary>Every <paramref name="stride"/>-th sample of a slice. A thinned slice is painted as such: its noise is not that of the full one.</summary>
    public void Paint(int t, int z, int stride, Span<ushort> destination)
    {
        int width = (EmbryoGeometry.Columns + stride - 1) / stride, height = (EmbryoGeometry.Rows + stride - 1) / stride;
        float progress = EmbryoGeometry.ProgressAt(t);
        if (_aliveAt != t)
        {
            _lineage.At(progress, _alive);
            _aliveAt = t;
        }

        _canvas.Begin(width, height, EmbryoGeometry.PixelPitch * stride, z * EmbryoGeometry.PlanePitch, progress);
        _tissue.Paint(_canvas);
        _borders.Paint(_canvas, _alive);
        _yolk.Paint(_canvas);
        _filaments.Paint(_canvas);
        _nuclei.Paint(_canvas, _alive);
        Fiducials.Paint(_canvas, t, z);
        _noise.Expose(_canvas, (t * EmbryoGeometry.Planes) + z, destination);
    }
}
