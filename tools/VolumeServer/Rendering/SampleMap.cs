using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// For each output column (or row): which two samples it lies between, and how far (0–255 of 256). Outside the data there is a run at either end. A weight of 0
/// means the sample itself; its neighbour must then not count at all, for it may be unknown.
/// </summary>
internal sealed class SampleMap
{
    private int[] _index = [];
    private int[] _weight = [];

    public ReadOnlySpan<int> Index => _index;

    public ReadOnlySpan<int> Weight => _weight;

    /// <summary>First output position that shows data.</summary>
    public int First { get; private set; }

    /// <summary>One past the last output position that shows data.</summary>
    public int End { get; private set; }

    /// <param name="outputs">How many output positions there are.</param>
    /// <param name="samples">How many samples there are, at least one.</param>
    /// <param name="origin">Sample coordinate of the edge where output begins; sample i covers [i − ½, i + ½).</param>
    /// <param name="pitch">Samples per output position.</param>
    /// <param name="nearest">Take the nearest sample instead of blending two.</param>
    public void Build(int outputs, int samples, double origin, double pitch, bool nearest)
    {
        if (_index.Length != outputs)
        {
            _index = new int[outputs];
            _weight = new int[outputs];
        }

        First = outputs;
        End = 0;
        for (int i = 0; i < outputs; i++)
        {
            double at = origin + ((i + 0.5) * pitch);
            if (!(at >= -0.5 && at < samples - 0.5))
            {
                continue;
            }

            First = Math.Min(First, i);
            End = i + 1;
            int fixedPoint = (int)Math.Round(Math.Clamp(nearest ? Math.Floor(at + 0.5) : at, 0, samples - 1) * 256);
            _index[i] = fixedPoint >> 8;
            _weight[i] = fixedPoint & 0xFF;
        }

        First = Math.Min(First, End);
    }
}
