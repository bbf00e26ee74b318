using System;

namespace Fathom.Decode;

/// <summary>Gives the rows of one component in the size wanted. A source row is read and resampled across once, then blended down.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed unsafe class ComponentRows
{
    private readonly ResampleFilter _across = new();
    private readonly ResampleFilter _down = new();
    private RowStore _rows = new(0, 0);
    private RowStore _read = new(0, 0);
    private RowStore _blended = new(0, 0);
    private int[] _kept = [];
    private PlaneComponent _source;
    private bool _doubles;
    private bool _onFirst;
    private int _from;

    /// <summary>Fits to a kind of picture and a region.</summary>
    internal void Fit(in ResampleAxis across, in ResampleAxis down, (bool Across, bool Down) halved, (bool Column, bool Row) sited, bool smooth)
    {
        _across.Fit(across, halved.Across, sited.Column, smooth);
        _down.Fit(down, halved.Down, sited.Row, smooth);
        _doubles = halved.Across && across.KeepsSize;
        _onFirst = sited.Column;

        // Where the size stays, rows are read whole and the region begins inside them.
        _from = _doubles ? across.From : _across.Offset ?? 0;
        int width = Math.Max(across.Picture, across.Count) + 1;
        if (_kept.Length != _down.Taps || _rows.Width < width)
        {
            _kept = new int[_down.Taps];
            _rows = new RowStore(_down.Taps, width);
            _read = new RowStore(1, width);
            _blended = new RowStore(1, width);
        }
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
        if (_down.Taps > 2)
        {
            return Sum(y, first);
        }

        if (_down.Weight(y, 0) == ResampleFilter.One)
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
        if (_kept[slot] != row)
        {
            _kept[slot] = row;
            Read(row, target);
        }

        return target + _from;
    }

    private void Read(int row, short* target)
    {
        if (!_doubles && _across.Offset is not null)
        {
            RowLoader.Load(_source, row, target);
            return;
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
    }
}
