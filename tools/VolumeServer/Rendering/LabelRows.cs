using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of a slice through labels: the nearest sample, in the label's colour.</summary>
/// <remarks>Threads: made ready by one, then read by several.</remarks>
internal sealed class LabelRows(LabelPalette palette) : ILayerRows
{
    private readonly SampleMap _columns = new();
    private readonly SampleMap _rows = new();
    private PlaneSlice _plane = new();

    public void Prepare(PlaneSlice plane, in SampleWindow window, int width, int height)
    {
        _plane = plane;
        _columns.Build(width, plane.Columns, window.Left, window.Width / width, nearest: true);
        _rows.Build(height, plane.Rows, window.Top, window.Height / height, nearest: true);
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
