using System.Collections.Immutable;
using Fathom.Protocol.Reports;

namespace Fathom.VolumeServer.Commands;

/// <summary>What the self-test found.</summary>
/// <param name="Chosen">The largest candidate that fits, or the last one if none does.</param>
/// <param name="Tried">All that were measured, largest first.</param>
/// <param name="Reason">One sentence for people.</param>
internal sealed record SelfTestResult(SelfTestCandidate Chosen, ImmutableArray<SelfTestCandidate> Tried, string Reason);

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
