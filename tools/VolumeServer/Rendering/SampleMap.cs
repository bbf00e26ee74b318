using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>For each output column (or row): which two samples it lies between, and how far (0–256). Outside the data there is a run at either end.</summary>
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
            double clamped = Math.Clamp(nearest ? Math.Round(at) : at, 0, samples - 1);

            // The last sample has no right neighbour: approach it from the left with full weight.
            int left = Math.Min((int)clamped, Math.Max(samples - 2, 0));
            _index[i] = left;
            _weight[i] = samples == 1 ? 0 : (int)Math.Round((clamped - left) * 256);
        }

        First = Math.Min(First, End);
    }
}
