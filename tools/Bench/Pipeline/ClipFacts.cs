namespace Fathom.Bench.Pipeline;

/// <summary>What was measured with.</summary>
/// <param name="Codec">FFmpeg's name of the codec.</param>
/// <param name="Container">FFmpeg's name of the container.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Slices">Slices of the first picture; 0 when not known.</param>
/// <param name="Layout">How the samples lie in memory.</param>
/// <param name="ReorderedFrames">Pictures that the stream makes a decoder hold back.</param>
internal sealed record ClipFacts(string Codec, string Container, int Width, int Height, int Slices, string Layout, int ReorderedFrames);
