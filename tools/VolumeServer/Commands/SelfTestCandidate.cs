using Fathom.Protocol.Reports;

namespace Fathom.VolumeServer.Commands;

/// <summary>One size and rate, measured.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FramesPerSecond">The rate to hold.</param>
/// <param name="Render">Milliseconds a picture: generating the slice and drawing it.</param>
/// <param name="Encode">Milliseconds a picture.</param>
/// <param name="Decode">Milliseconds a picture.</param>
/// <param name="Load">Share of all cores that server, decoding and drawing take together.</param>
/// <param name="Fits">It leaves enough for everything else.</param>
internal sealed record SelfTestCandidate(
    int Width, int Height, int FramesPerSecond, Distribution Render, Distribution Encode, Distribution Decode, double Load, bool Fits);
