using System.Collections.Generic;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Pipeline;

/// <summary>What one run of the pipeline took.</summary>
internal sealed record PipelineResult
{
    /// <summary>Pictures decoded, drawn and finished.</summary>
    public required int Frames { get; init; }

    /// <summary>From the first read to the last finished picture.</summary>
    public required double Seconds { get; init; }

    /// <summary>From the unit's submission to its picture.</summary>
    public required Distribution Decode { get; init; }

    /// <summary>From the picture in the drawing thread's hands to its pixels being readable.</summary>
    public required Distribution Draw { get; init; }

    /// <summary>From the unit being complete in memory to its pixels being readable.</summary>
    public required Distribution LastByteToReadable { get; init; }

    /// <summary>The part of that behind the decoder.</summary>
    public required Distribution DecodedToReadable { get; init; }

    /// <summary>Processor time of all threads, GL's included, for each picture: a busy machine stretches the other times, hardly this one.</summary>
    public required double CpuMsPerFrame { get; init; }

    /// <summary>Managed bytes that both threads allocated, for each picture.</summary>
    public required double AllocatedBytesPerFrame { get; init; }

    /// <summary>Copies by step, for each picture.</summary>
    public required IReadOnlyDictionary<string, double> Copies { get; init; }

    /// <summary>Units that the decoder found wrong.</summary>
    public required long DecodeErrors { get; init; }

    /// <summary>The decoder in words.</summary>
    public required string Decoder { get; init; }

    /// <summary>The decoder's way: software, vaapi, nvdec.</summary>
    public required string DecoderPath { get; init; }

    /// <summary>Ways that were tried before, and why they are out.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>The path in use and why.</summary>
    public required string Path { get; init; }

    /// <summary>GL, as it calls itself.</summary>
    public required string Surface { get; init; }

    /// <summary>Codec, container and size.</summary>
    public required ClipFacts Clip { get; init; }

    /// <summary>Pictures a second.</summary>
    public double FramesPerSecond => Seconds > 0 ? Frames / Seconds : 0;
}
