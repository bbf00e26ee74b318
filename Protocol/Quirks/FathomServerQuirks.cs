namespace Fathom.Protocol.Quirks;

/// <summary>Our own server: pictures and coordinates are those of the public protocol; frames come only when something changes.</summary>
public sealed class FathomServerQuirks : PublicProtocolQuirks
{
    /// <inheritdoc/>
    public override string Name => "fathom-server";

    /// <inheritdoc/>
    public override bool SendsFramesWhenStill => false;

    /// <inheritdoc/>
    public override bool PlaneZoomIsScale => false;

    /// <inheritdoc/>
    private protected override bool TakesDistance => true;
}
