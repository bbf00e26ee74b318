using System.Collections.Immutable;

namespace Fathom.VolumeServer.Commands;

/// <summary>What the self-test found.</summary>
/// <param name="Chosen">The largest candidate that fits, or the last one if none does.</param>
/// <param name="Tried">All that were measured, largest first.</param>
/// <param name="Reason">One sentence for people.</param>
internal sealed record SelfTestResult(SelfTestCandidate Chosen, ImmutableArray<SelfTestCandidate> Tried, string Reason);
