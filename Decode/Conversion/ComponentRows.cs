using System;

namespace Fathom.Decode;

/// <summary>Gives the rows of one component in the size wanted. A source row is read and resampled across once, then blended down.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class ComponentRows
{
    private readonly ResampleFilter _across;
    private readonly ResampleFilter _down;
    private readonly bool _doubles;
    private readonly bool _onFirst;
    private readonly RowStore _rows;
    private readonly RowStore _read;
    private readonly RowStore _blended;
    private readonly int[] _kept;
    private PlaneComponent _source;

    /// <summary>Makes room for a component of a picture of <paramref name="picture"/> pixels shown with <paramref name="target"/> pixels.</summary>
    internal ComponentRows((int Width, int Height) picture, (int Width, int Height) target, (bool Across, bool Down) halved, (bool Column, bool Row) sited, bool smooth)
    {
        _across = ResampleFilter.Make(picture.Width, target.Width, halved.Across, sited.Column, smooth);
        _down = ResampleFilter.Make(picture.Height, target.Height, halved.Down, sited.Row, smooth);
        _doubles = halved.Across && picture.Width == target.Width;
        _onFirst = sited.Column;
        int width = Math.Max(picture.Width, target.Width) + 1;
        _kept = new int[_down.Taps];
        _rows = new RowStore(_down.Taps, width);
        _read = new RowStore(1, width);
        _blended = new RowStore(1, width);
    }

    /// <summary>Begins a picture: nothing of the one before is kept.</summary>
    internal void Begin(in PlaneComponent source)
    {
        _source = source;
        Array.Fill(_kept, -1);
    }

    /// <summary>Whether two rows are the same.</summary>
    internal bool AreAlike(int a, int b) => _down.AreAlike(a, b);

    /// <summary>A row at the width wanted; valid until the next call.</summary>
    internal short* Row(int y)
    {
        int first = _down.First[y];
        int weight = _down.Weight(y, 0);
        if (_down.Taps > 2)
        {
            return Sum(y, first);
        }

        if (weight == ResampleFilter.One)
        {
            return Fetch(first);
        }

        int other = _down.Weight(y, 1);
        if (other == ResampleFilter.One)
        {
            return Fetch(first + 1);
        }

        short* target = _blended.Row(0);
        RowResampler.Blend(Fetch(first), Fetch(first + 1), other, target, _across.Count);
        return target;
    }

    private short* Sum(int y, int first)
    {
        short* target = _blended.Row(0);
        new Span<short>(target, _across.Count + 16).Clear();
        for (int k = 0; k < _down.Taps; k++)
        {
            int weight = _down.Weight(y, k);
            if (weight != 0)
            {
                RowResampler.Add(Fetch(first + k), weight, target, _across.Count);
            }
        }

        return target;
    }

    private short* Fetch(int row)
    {
        int slot = row % _kept.Length;
        short* target = _rows.Row(slot);
        if (_kept[slot] == row)
        {
            return target;
        }

        _kept[slot] = row;
        if (_across.IsIdentity)
        {
            RowLoader.Load(_source, row, target);
            return target;
        }

        short* read = _read.Row(0);
        RowLoader.Load(_source, row, read);
        if (_doubles)
        {
            RowResampler.Double(read, target, _source.Count, _onFirst);
        }
        else
        {
            RowResampler.Across(read, target, _across);
        }

        return target;
    }
}
