using System.Collections.Generic;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Painting;

/// <summary>One row of the table: a kind of picture of one volume.</summary>
/// <param name="Name">What is drawn: slice, mip_moving, mip_full …</param>
/// <param name="Edge">Samples along each axis.</param>
/// <param name="Type">Of the samples.</param>
internal sealed record PaintCase(string Name, int Edge, string Type)
{
    /// <summary>Whole pictures, ms.</summary>
    public List<double> Frames { get; } = [];

    public List<double> Load { get; } = [];

    public List<double> Project { get; } = [];

    public List<double> Paint { get; } = [];

    /// <summary>Processor time of this process per picture, ms, all threads.</summary>
    public double ProcessorMs { get; set; }

    /// <summary>What the plain renderer takes for the same picture, ms; null = not measured.</summary>
    public double? PlainMs { get; set; }

    /// <summary>What NumPy takes for what comes nearest to it, ms; null = not run.</summary>
    public double? NumpyMs { get; set; }

    public Distribution FrameMs => Distribution.FromValues(Frames.ToArray());

    public double FramesPerSecond => FrameMs.P50 > 0 ? 1000 / FrameMs.P50 : 0;

    /// <summary>Pictures a second that must be reached on two cores; null = no floor.</summary>
    public double? Floor => (Name, Edge) switch
    {
        ("slice", _) => 60,
        ("mip_moving", 256) => 30,
        ("mip_full", 256) => 10,
        _ => null,
    };
}
