using System;
using System.Threading;

namespace Fathom.VolumeServer.Rendering;

/// <summary>All sheets of a projection: at most one per axis and direction; a camera outside the volume needs one, two or three.</summary>
/// <remarks>Threads: drawn by one (with helpers), then read by several.</remarks>
internal sealed class SheetSet
{
    private const int Most = 6;
    private const int RowsAtOnce = 16;
    private const long WorthSharing = 300_000;

    private readonly Sheet[] _sheets = new Sheet[Most];
    private readonly SheetGeometry[] _geometries = new SheetGeometry[Most];

    public int Count { get; private set; }

    public (int Left, int Top, int Right, int Bottom) Bounds { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public ReadOnlySpan<Sheet> Sheets => _sheets.AsSpan(0, Count);

    /// <summary>Cells times planes of all sheets: what drawing costs.</summary>
    public long Work { get; private set; }

    /// <summary>Lays the sheets out, without drawing them.</summary>
    public void Plan(in VolumeView view, VolumeBlock block, int width, int height, double finest, double coarseness)
    {
        (Width, Height, Count, Work) = (width, height, 0, 0);
        Bounds = view.Bounds(block, width, height);
        for (int axis = 0; axis < 3; axis++)
        {
            for (int sign = -1; sign <= 1; sign += 2)
            {
                var geometry = SheetGeometry.Of(view, block, axis, sign, width, height, finest, coarseness);
                if (!geometry.IsEmpty)
                {
                    _geometries[Count++] = geometry;
                    Work += (long)geometry.Width * geometry.Height * geometry.Count;
                }
            }
        }
    }

    public void Draw(VolumeBlock block, SheetShading shading, double unit, RenderWorkers workers, CancellationToken cancel)
    {
        for (int i = 0; i < Count; i++)
        {
            Sheet sheet = _sheets[i] ??= new Sheet();
            shading.UseStep(_geometries[i].StepLength / unit);
            sheet.Prepare(_geometries[i] with { StepLength = _geometries[i].StepLength / unit }, block, shading, cancel);
            workers.Run(sheet, _geometries[i].Height, RowsAtOnce, Work > WorthSharing);
        }
    }
}
