using Fathom.Client.Overlays.Calibration;

namespace Fathom.Client.Overlays.Wizard;

/// <summary>Why what was picked makes no calibration, in the words of the window.</summary>
/// <param name="Kind">The reason, for programs; <see cref="RefusalKind.TooFew"/> while something is still to be picked.</param>
/// <param name="What">What was attempted.</param>
/// <param name="Why">Why it cannot be.</param>
/// <param name="How">How to go on.</param>
/// <param name="Mend">What one click would do about it.</param>
internal sealed record WizardRefusal(RefusalKind Kind, string What, string Why, string How, WizardMend Mend = WizardMend.None)
{
    /// <summary>Whether it only says what is still to be done: nothing is wrong yet.</summary>
    public bool IsUnfinished => Kind == RefusalKind.TooFew;
}
