namespace Fathom.Client.Overlays.Wizard;

/// <summary>Names one point of the wizard.</summary>
/// <param name="Part">What it is for.</param>
/// <param name="Index">Which of the landmarks.</param>
internal readonly record struct WizardHandle(WizardPart Part, int Index = 0)
{
    /// <summary>No point.</summary>
    public static WizardHandle None => default;

    /// <summary>Whether it names none.</summary>
    public bool IsNone => Part == WizardPart.None;
}
