using System.Collections.Generic;

namespace Fathom.Bench.Compare;

/// <summary>What one program took in one round.</summary>
internal sealed record ProgramFigures
{
    /// <summary>Pictures a second, as fast as it goes, without the start.</summary>
    public required double Rate { get; init; }

    /// <summary>Processor time a picture, without the start.</summary>
    public required double ProcessorMsPerFrame { get; init; }

    /// <summary>Processor time of the start: of the whole child without its pictures.</summary>
    public required double StartProcessorSeconds { get; init; }

    /// <summary>The most memory that was resident at once.</summary>
    public required double PeakMebibytes { get; init; }

    /// <summary>From a unit in memory to its pixels readable, one unit at a time; null where a program does not say.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>The part of that behind the decoder.</summary>
    public double? BeyondDecodeMs { get; init; }

    /// <summary>Where that part goes, by name.</summary>
    public IReadOnlyDictionary<string, double> Parts { get; init; } = new Dictionary<string, double>();

    /// <summary>Means of 16 × 9 blocks of the last picture; null where a program keeps it to itself.</summary>
    public IReadOnlyList<double>? Thumbnail { get; init; }

    /// <summary>Who drew; null where nothing was drawn or nobody says.</summary>
    public string? Renderer { get; init; }
}
