namespace Fathom.Client.Overlays.Specs;

/// <summary>Where an overlay is drawn.</summary>
internal enum OverlayOrder
{
    /// <summary>Over the picture: the only place where it is seen over a stream, which is opaque.</summary>
    Above,

    /// <summary>As if the picture lay over it as light does: it is seen where the picture is dark.</summary>
    Below,
}
