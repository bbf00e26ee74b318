namespace Fathom.Client.Overlays.Wizard;

/// <summary>What would mend a refusal with one click.</summary>
internal enum WizardMend
{
    /// <summary>Nothing that could be offered.</summary>
    None,

    /// <summary>Let y point the other way.</summary>
    TurnFlip,

    /// <summary>Let the fit also scale.</summary>
    UseSimilarity,
}
