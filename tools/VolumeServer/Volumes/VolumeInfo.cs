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
    /// <summary>Finest first; <c>Levels[0]</c> repeats what the axes say.</summary>
    public ImmutableArray<VolumeLevel> Levels { get; init; } =
    [
        new([.. Axes.Select(axis => axis.Length)], [.. Axes.Select(axis => axis.Scale)], [.. Axes.Select(axis => axis.Translation)]),
    ];

    /// <summary>Empty, or one per index of the channel axis.</summary>
    public ImmutableArray<ChannelInfo> Channels { get; init; } = [];

    public VolumeKind Kind { get; init; } = VolumeKind.Image;

    /// <summary>The data do not say which contrast they want: the limits come from a look at some of the samples, or merely from their type.</summary>
    public bool ContrastIsEstimated { get; init; }

    /// <summary>Colour of a label as 0xRRGGBBAA, where the data name one.</summary>
    public ImmutableDictionary<long, uint> LabelColors { get; init; } = ImmutableDictionary<long, uint>.Empty;

    /// <summary>Where to begin on each axis, -1 where the data do not say; empty when they say nothing.</summary>
    public ImmutableArray<int> StartAt { get; init; } = [];

    /// <summary>What people should know about how the data were read (guessed axes, ignored metadata); may be empty.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public int RowAxis => Axes.Length - 2;

    public int ColumnAxis => Axes.Length - 1;

    /// <summary>The axis that becomes depth when three are displayed, or -1.</summary>
    public int DepthAxis => Axes.Length >= 3 && Axes[^3].Kind == AxisKind.Space ? Axes.Length - 3 : -1;

    /// <summary>The axis whose indices are channels, or -1.</summary>
    public int ChannelAxis
    {
        get
        {
            for (int i = 0; i < Axes.Length; i++)
            {
                if (Axes[i].Kind == AxisKind.Channel)
                {
                    return i;
                }
            }

            return -1;
        }
    }

    public int Rows => Axes[RowAxis].Length;

    public int Columns => Axes[ColumnAxis].Length;

    public int BytesPerSample => Sample.Bytes();

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
    public string Describe() => $"{Name}: {string.Join(" × ", Axes.Select(axis => $"{axis.Name} {axis.Length}"))}, {Sample.Name()}";
}
