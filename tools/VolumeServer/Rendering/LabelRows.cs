using System;
using Fathom.VolumeServer.Data;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of a slice through labels: the nearest sample, in the label's colour.</summary>
/// <remarks>Threads: made ready by one, then read by several.</remarks>
internal sealed class LabelRows(LabelPalette palette) : ILayerRows
{
    private SampleMap _columns = new();
    private SampleMap _rows = new();
    private PlaneSlice _plane = new();

    /// <param name="plane">The samples.</param>
    /// <param name="transform">From pixels to the nearest samples of the plane.</param>
    public void Prepare(PlaneSlice plane, PlaneTransform transform)
    {
        _plane = plane;
        (_columns, _rows) = (transform.Columns, transform.Rows);
    }

    public void Colors(int y, RowScratch scratch, Span<uint> output)
    {
        output.Clear();
        if (y < _rows.First || y >= _rows.End)
        {
            return;
        }

        int row = _rows.Index[y];
        Span<ushort> codes = scratch.Upper(_plane.Columns).AsSpan(0, _plane.Columns);
        palette.Encode(_plane.Type, _plane.Row(row), _plane.PresentRow(row), codes);
        ReadOnlySpan<uint> colors = palette.Colors;
        for (int x = _columns.First; x < _columns.End; x++)
        {
            output[x] = colors[codes[_columns.Index[x]]];
        }
    }
}
