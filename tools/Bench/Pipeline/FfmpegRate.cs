namespace Fathom.Bench.Pipeline;

/// <summary>What FFmpeg's program took.</summary>
/// <param name="FramesPerSecond">Pictures a second.</param>
/// <param name="CpuMsPerFrame">Processor time of all its threads for each picture.</param>
internal readonly record struct FfmpegRate(double FramesPerSecond, double CpuMsPerFrame);
