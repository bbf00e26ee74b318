using System;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Everything the rest of the server needs to know about a volume without reading a sample.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Axes">In data order; the last two are the rows and columns of a slice.</param>
/// <param name="Sample">Layout of one sample.</param>
/// <param name="ContrastLow">Sample value drawn as the darkest colour unless a viewer says otherwise.</param>
/// <param name="ContrastHigh">Sample value drawn as the brightest colour unless a viewer says otherwise.</param>
/// <param name="Colormap">Colormap to begin with.</param>
internal sealed record VolumeInfo(
    string Name, ImmutableArray<VolumeAxis> Axes, SampleType Sample, double ContrastLow, double ContrastHigh, string Colormap)
{
    public int RowAxis => Axes.Length - 2;

    public int ColumnAxis => Axes.Length - 1;

    /// <summary>The axis that becomes depth when three are displayed, or -1.</summary>
    public int DepthAxis => Axes.Length >= 3 && Axes[^3].Kind == AxisKind.Space ? Axes.Length - 3 : -1;

    public int Rows => Axes[RowAxis].Length;

    public int Columns => Axes[ColumnAxis].Length;

    public int BytesPerSample => (int)Sample;

    public ImmutableArray<int> Shape => [.. Axes.Select(axis => axis.Length)];

    /// <summary>Index of the axis with this name (case-insensitive), or -1.</summary>
    public int IndexOfAxis(string name)
    {
        for (int i = 0; i < Axes.Length; i++)
        {
            if (string.Equals(Axes[i].Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>One line for people: name, axes with lengths, sample type.</summary>
    public string Describe() =>
        $"{Name}: {string.Join(" × ", Axes.Select(axis => $"{axis.Name} {axis.Length}"))}, {(Sample == SampleType.UInt8 ? "uint8" : "uint16")}";
}
