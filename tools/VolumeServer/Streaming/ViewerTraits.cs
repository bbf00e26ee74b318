using Fathom.Protocol.Extensions;

namespace Fathom.VolumeServer.Streaming;

/// <summary>What a pixel socket's session agreed on.</summary>
/// <param name="Session">Its session; empty for a socket that names none.</param>
/// <param name="WantsView">Messages carry the view block.</param>
/// <param name="IsCredited">It says what it has shown.</param>
/// <param name="WantsStills">It takes lossless stills.</param>
internal sealed record ViewerTraits(string Session, bool WantsView, bool IsCredited, bool WantsStills)
{
    /// <summary>It gets the pictures that its session asks for and nothing else: no video is made for it.</summary>
    public bool IsAskedOnly { get; init; }

    /// <summary>A viewer of the public protocol.</summary>
    public static ViewerTraits Plain { get; } = new(string.Empty, false, false, false);

    /// <summary>What the session <paramref name="id"/> agreed on.</summary>
    public static ViewerTraits Of(string id, NegotiatedFeatures features)
    {
        bool view = features.Has(FeatureNames.PixelFrameView);
        return new ViewerTraits(id, view, view && features.Has(FeatureNames.Credit), view && features.Has(FeatureNames.PixelStill))
        {
            IsAskedOnly = features.Has(FeatureNames.AskedOnly),
        };
    }
}
