using System.Collections.Immutable;

namespace Fathom.Protocol.Updates;

/// <summary>What a server has to know about its scene to decide on an intent.</summary>
/// <param name="Labels">The axes' names.</param>
/// <param name="Sizes">The size per axis at the level in use.</param>
/// <param name="Step">The index per axis.</param>
/// <param name="LevelCount">How many levels of detail there are.</param>
/// <param name="IsVolume">Whether a volume is rendered.</param>
public sealed record UpdateContext(ImmutableArray<string> Labels, ImmutableArray<int> Sizes, ImmutableArray<int> Step, int LevelCount, bool IsVolume)
{
    /// <summary>The sender negotiated <c>fathom.dims</c>: order, thickness, projection and field of view are properties.</summary>
    public bool TakesDimsView { get; init; }
}
