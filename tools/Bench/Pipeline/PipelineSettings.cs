using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Bench.Pipeline;

/// <summary>What is measured.</summary>
/// <param name="Input">The file.</param>
/// <param name="Threads">Slice threads of the decoder.</param>
/// <param name="Frames">Pictures at most; 0 for all.</param>
/// <param name="Path">The way from planes to pixels.</param>
/// <param name="Decoder">Which decoder is asked for.</param>
/// <param name="Rate">Pictures a second, as from a server; 0 for as fast as it goes.</param>
internal sealed record PipelineSettings(string Input, int Threads, int Frames, RenderPath Path, DecoderWish Decoder, double Rate)
{
    /// <summary>The next unit is read when the picture before it is readable: what one picture takes without a queue.</summary>
    public bool IsOneByOne { get; init; }

    /// <summary>Pictures that are played before anything is measured.</summary>
    public int WarmUp { get; init; } = 2 * PipelineRun.Settling;

    /// <summary>Into a window, and its swap is in the time of a draw; else into memory.</summary>
    public bool IsWindowed { get; init; }
}
