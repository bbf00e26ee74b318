using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>
/// Membranes between neighbouring cells of the outer layer: light where a point is equally far from the nuclei of two cells.
/// The two nuclei of a cell that is still dividing count as one cell; its new border fades in as they part.
/// </summary>
internal sealed class CellBorderPainter
{
    private const int Tile = 16;
    private const float InnerRadius = 0.70f;
    private const float Light = 620;
    private const float HalfWidth = 1.15f;
    private const float JoinedBelow = 9;

    private readonly List<Cell> _near = [];
    private readonly List<Cell> _cells = [];

    public void Paint(SliceCanvas canvas, List<Nucleus> nuclei)
    {
        CollectCells(canvas, nuclei);
        for (int y = 0; y < canvas.Height; y += Tile)
        {
            for (int x = 0; x < canvas.Width; x += Tile)
            {
                var middle = new Vector3((x + (Tile / 2)) * canvas.Pitch, (y + (Tile / 2)) * canvas.Pitch, canvas.Z);
                float radius = EmbryoGeometry.ToUnit(middle).Length();
                float margin = Tile * canvas.Pitch / EmbryoGeometry.SemiAxes.Z;
                if (radius > InnerRadius - margin && radius < 1 + margin && CollectNear(middle, Tile * canvas.Pitch))
                {
                    PaintTile(canvas, x, y);
                }
            }
        }
    }

    private void CollectCells(SliceCanvas canvas, List<Nucleus> nuclei)
    {
        _cells.Clear();
        for (int i = 0; i < nuclei.Count; i++)
        {
            Nucleus nucleus = nuclei[i];
            if (nucleus.Id < NucleusLineage.FirstInnerId && MathF.Abs(nucleus.Center.Z - canvas.Z) < 45)
            {
                _cells.Add(new Cell(nucleus.Center, CellOf(nuclei, i)));
            }
        }
    }

    /// <summary>Sisters (listed one after the other) share a number until they are apart.</summary>
    private static int CellOf(List<Nucleus> nuclei, int index)
    {
        Nucleus nucleus = nuclei[index];
        int family = nucleus.Id / 4;
        for (int other = index - 1; other >= 0 && nuclei[other].Id / 4 == family; other--)
        {
            if (Vector3.DistanceSquared(nuclei[other].Center, nucleus.Center) < JoinedBelow * JoinedBelow)
            {
                return nuclei[other].Id;
            }
        }

        return nucleus.Id;
    }

    private bool CollectNear(Vector3 middle, float tileSize)
    {
        _near.Clear();
        float nearest = float.MaxValue;
        foreach (Cell cell in _cells)
        {
            nearest = MathF.Min(nearest, Vector3.Distance(cell.Center, middle));
        }

        float reach = nearest + (1.5f * tileSize) + HalfWidth;
        foreach (Cell cell in _cells)
        {
            if (Vector3.DistanceSquared(cell.Center, middle) < reach * reach)
            {
                _near.Add(cell);
            }
        }

        return _near.Count > 0;
    }

    private void PaintTile(SliceCanvas canvas, int left, int top)
    {
        int bottom = Math.Min(top + Tile, canvas.Height), right = Math.Min(left + Tile, canvas.Width);
        for (int y = top; y < bottom; y++)
        {
            Span<float> row = canvas.Row(y);
            for (int x = left; x < right; x++)
            {
                var point = new Vector3(x * canvas.Pitch, y * canvas.Pitch, canvas.Z);
                float radius = EmbryoGeometry.ToUnit(point).Length();
                if (radius is > InnerRadius - 0.02f and < 1)
                {
                    float basal = (radius - InnerRadius) * 90;
                    row[x] += Light * MathF.Max(Border(point) * Math.Clamp((radius - InnerRadius) * 40, 0, 1), 0.8f / (1 + (basal * basal * basal * basal)));
                }
            }
        }
    }

    private float Border(Vector3 point)
    {
        float best = float.MaxValue, second = float.MaxValue;
        int bestCell = -1;
        Vector3 bestCenter = default, secondCenter = default;
        foreach (Cell cell in _near)
        {
            float distance = Vector3.DistanceSquared(cell.Center, point);
            if (cell.Number == bestCell)
            {
                (best, bestCenter) = distance < best ? (distance, cell.Center) : (best, bestCenter);
            }
            else if (distance < best)
            {
                (second, secondCenter) = (best, bestCenter);
                (best, bestCenter, bestCell) = (distance, cell.Center, cell.Number);
            }
            else if (distance < second)
            {
                (second, secondCenter) = (distance, cell.Center);
            }
        }

        float gap = MathF.Sqrt(second) - MathF.Sqrt(best);
        if (gap >= 2 * HalfWidth)
        {
            return 0;
        }

        float edge = gap / HalfWidth;
        float fade = Math.Clamp((Vector3.Distance(bestCenter, secondCenter) - JoinedBelow) / 3, 0, 1);
        return fade / (1 + (edge * edge * edge * edge));
    }

    private readonly record struct Cell(Vector3 Center, int Number);
}
