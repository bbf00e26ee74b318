using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>
/// The generated volume: an embryo under a light-sheet microscope. Its cells divide in waves, vessels carry bright cells through the yolk, beads
/// in the gel tell z and t. Each slice is computed from the seed alone, in about a millisecond or two, so nothing of it is ever stored.
/// </summary>
internal sealed class EmbryoVolume : IVolumeSource
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

    public EmbryoVolume(int seed)
    {
        _lineage = new NucleusLineage(seed);
        _tissue = new TissuePainter(seed + 1);
        _yolk = new YolkPainter(seed + 5);
        _filaments = new FilamentPainter(seed + 2);
        _nuclei = new NucleusPainter(seed + 3);
        _noise = new SensorNoise(seed + 4);
    }

    public VolumeInfo Info { get; } =
        new("generated embryo", EmbryoGeometry.Axes, SampleType.UInt16, ContrastLow: 90, ContrastHigh: 2600, Colormap: "magma");

    public void ReadSlice(in SliceRequest request, Span<byte> destination)
    {
        int t = request.Step[0], z = request.Step[1], stride = request.Stride;
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
        _noise.Expose(_canvas, (t * EmbryoGeometry.Planes) + z, MemoryMarshal.Cast<byte, ushort>(destination));
    }
}
