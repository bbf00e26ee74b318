namespace Fathom.Client.Overlays.Wizard;

/// <summary>What a point of the wizard is for.</summary>
internal enum WizardPart
{
    /// <summary>Nothing: no point is meant.</summary>
    None,

    /// <summary>One of the landmarks.</summary>
    Landmark,

    /// <summary>The first end of the scale bar.</summary>
    BarFrom,

    /// <summary>Its other end.</summary>
    BarTo,

    /// <summary>The point that says where a video lies of which only the scale is known.</summary>
    Anchor,
}
