using System.Collections.Immutable;
using Fathom.Decode;
using Fathom.Protocol.Extensions;

namespace Fathom.Client.Loop;

/// <summary>What this client asks for beyond the public protocol.</summary>
internal static class ClientExtensions
{
    /// <summary>The names, as they stand in the hello. Stills only where the library that unpacks them is there.</summary>
    public static ImmutableArray<string> Wanted { get; } =
    [
        FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Clock, FeatureNames.Credit, FeatureNames.Drive, FeatureNames.ViewSize,
        FeatureNames.DimsView, FeatureNames.Probe, FeatureNames.Stats,
        .. LosslessStill.IsAvailable ? [FeatureNames.PixelStill] : (ImmutableArray<string>)[],
    ];
}
