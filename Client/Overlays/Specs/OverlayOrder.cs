namespace Fathom.Client.Overlays.Specs;

/// <summary>Where an overlay is drawn.</summary>
internal enum OverlayOrder
{
    /// <summary>Over the picture: the only place where it is seen over a stream, which is opaque.</summary>
    Above,

    /// <summary>Under the picture: for pictures with alpha, and for exports that put the picture over it.</summary>
    Below,
}
