using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Maximum intensity projection with an orbit camera, coarse: rays through a thinned-out block into a quarter-size picture of samples, which the slice
/// renderer then stretches and colours. Other rendering modes are accepted and drawn like this one.
/// </summary>
/// <remarks>Threads: one.</remarks>
internal sealed class ProjectionRenderer
{
    private const int Coarseness = 4;

    private readonly VolumeInfo _info;
    private readonly VolumeBlock _block;
    private readonly SliceRenderer _slices;
    private ushort[] _projection = [];

    public ProjectionRenderer(IVolumeSource source, SliceRenderer slices)
    {
        _info = source.Info;
        _block = new VolumeBlock(source);
        _slices = slices;
    }

    public void Render(ImmutableArray<int> step, in OrbitCamera camera, LayerStyle style, YuvBuffer target)
    {
        _block.Load(step);
        int width = target.Width / Coarseness, height = target.Height / Coarseness;
        if (_projection.Length != width * height)
        {
            _projection = new ushort[width * height];
        }

        Project(camera, width, height);
        var all = new SampleWindow(-0.5, -0.5, width, height);
        _slices.Render(MemoryMarshal.AsBytes(_projection.AsSpan()), SampleType.UInt16, width, height, all, style, target);
    }

    private void Project(in OrbitCamera camera, int width, int height)
    {
        double scaleX = _info.Axes[_info.ColumnAxis].Scale * _block.Stride, scaleY = _info.Axes[_info.RowAxis].Scale * _block.Stride;
        double scaleZ = _info.DepthAxis < 0 ? 1 : _info.Axes[_info.DepthAxis].Scale;
        double flipY = (_info.Rows - 1) * _info.Axes[_info.RowAxis].Scale;
        (Axis3 right, Axis3 up, Axis3 forward) = camera.Basis();
        double focal = camera.Focal(height);

        // From here on in samples of the block, rows down: x / scaleX, (flipY − y) / scaleY, z / scaleZ.
        Axis3 eye = new Axis3(camera.CenterX, camera.CenterY, camera.CenterZ).Plus(forward.Times(-camera.Distance));
        var origin = new Axis3(eye.X / scaleX, (flipY - eye.Y) / scaleY, eye.Z / scaleZ);
        Axis3 ToBlock(Axis3 d) => new(d.X / scaleX, -d.Y / scaleY, d.Z / scaleZ);
        Axis3 ahead = ToBlock(forward), perColumn = ToBlock(right.Times(1 / focal)), perRow = ToBlock(up.Times(-1 / focal));
        for (int y = 0; y < height; y++)
        {
            Axis3 line = ahead.Plus(perRow.Times(y + 0.5 - (height / 2.0)));
            for (int x = 0; x < width; x++)
            {
                _projection[(y * width) + x] = Cast(origin, line.Plus(perColumn.Times(x + 0.5 - (width / 2.0))));
            }
        }
    }

    /// <summary>The brightest sample along the ray, one sample a step along its steepest axis.</summary>
    private ushort Cast(Axis3 origin, Axis3 direction)
    {
        double steepest = Math.Max(Math.Abs(direction.X), Math.Max(Math.Abs(direction.Y), Math.Abs(direction.Z)));
        Axis3 step = direction.Times(1 / steepest);
        double from = 0, to = double.MaxValue;
        Clip(origin.X, step.X, _block.Columns, ref from, ref to);
        Clip(origin.Y, step.Y, _block.Rows, ref from, ref to);
        Clip(origin.Z, step.Z, _block.Depth, ref from, ref to);
        if (from >= to)
        {
            return 0;
        }

        // 32.16 fixed point: the loop is adds, shifts and one load. The clip keeps every index inside, half a sample from the rim.
        const double One = 65536;
        long x = (long)((origin.X + (from * step.X) + 0.5) * One), dx = (long)(step.X * One);
        long y = (long)((origin.Y + (from * step.Y) + 0.5) * One), dy = (long)(step.Y * One);
        long z = (long)((origin.Z + (from * step.Z) + 0.5) * One), dz = (long)(step.Z * One);
        int columns = _block.Columns, plane = columns * _block.Rows;
        ReadOnlySpan<ushort> samples = _block.Samples;
        ushort best = 0;
        for (int count = (int)(to - from); count >= 0; count--)
        {
            int index = ((int)(z >> 16) * plane) + ((int)(y >> 16) * columns) + (int)(x >> 16);
            if ((uint)index < (uint)samples.Length && samples[index] > best)
            {
                best = samples[index];
            }

            x += dx;
            y += dy;
            z += dz;
        }

        return best;
    }

    private static void Clip(double origin, double step, int length, ref double from, ref double to)
    {
        const double Margin = 0.49;
        double near = (-Margin - origin) / step, far = (length - 1 + Margin - origin) / step;
        if (Math.Abs(step) < 1e-9)
        {
            // Parallel to these two faces: inside them all along, or never.
            bool inside = origin > -Margin && origin < length - 1 + Margin;
            to = inside ? to : -1;
            return;
        }

        from = Math.Max(from, Math.Min(near, far));
        to = Math.Min(to, Math.Max(near, far));
    }
}
