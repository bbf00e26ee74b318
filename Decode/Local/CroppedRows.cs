using System;

namespace Fathom.Decode.Local;

/// <summary>Takes the rows of a crop, RGBA, one after the other, and writes the picture: as they are, or averaged down.</summary>
/// <remarks>Threads: one at a time. Nothing is allocated per picture.</remarks>
internal sealed class CroppedRows
{
    private readonly CropPx _crop;
    private readonly SizePx _original;
    private readonly BoxAverage? _average;
    private LocalPicture? _into;
    private int _row;

    internal CroppedRows(ReaderGeometry geometry)
    {
        _crop = geometry.Crop;
        _original = geometry.Original;
        _average = geometry.Factor > 1 ? new BoxAverage(_crop.Size, geometry.Size) : null;
    }

    /// <summary>Whether rows are written as they come.</summary>
    internal bool IsPlain => _average is null;

    /// <summary>Begins a picture.</summary>
    internal void Begin(LocalPicture into)
    {
        (_into, _row) = (into, 0);
        _average?.Begin();
    }

    /// <summary>Takes the next row of the crop.</summary>
    internal void Add(ReadOnlySpan<byte> row)
    {
        LocalPicture into = _into!;
        if (_average is null)
        {
            row.CopyTo(into.Bytes[(_row * into.Stride)..]);
        }
        else
        {
            _average.Add(row, into.Bytes, into.Stride);
        }

        _row++;
    }

    /// <summary>Takes the crop out of RGBA rows of the whole picture.</summary>
    internal void Take(ReadOnlySpan<byte> rgba, LocalPicture into)
    {
        Begin(into);
        for (int y = 0; y < _crop.Height; y++)
        {
            Add(rgba.Slice(((_crop.Y + y) * _original.Width * 4) + (_crop.X * 4), _crop.Width * 4));
        }
    }
}
