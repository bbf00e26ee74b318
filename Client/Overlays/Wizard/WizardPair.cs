using Fathom.Render;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>A point that is seen in the video and in the scene, or so far only in one of them.</summary>
/// <param name="Pixel">Where it is in the whole frame; null until it is picked.</param>
/// <param name="World">Where it is in the scene; null until it is picked.</param>
internal readonly record struct WizardPair(PointPx? Pixel, PointWorld? World)
{
    /// <summary>Whether both sides are there.</summary>
    public bool IsComplete => Pixel is not null && World is not null;

    /// <summary>Whether neither is.</summary>
    public bool IsEmpty => Pixel is null && World is null;
}
