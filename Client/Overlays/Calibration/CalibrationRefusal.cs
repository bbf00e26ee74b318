using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Why points do not make a calibration; the wizard shows it while the points are still being set.</summary>
/// <param name="Kind">The reason, for programs.</param>
/// <param name="What">What was attempted.</param>
/// <param name="Why">Why it cannot be.</param>
/// <param name="How">How to go on.</param>
internal sealed record CalibrationRefusal(RefusalKind Kind, string What, string Why, string How)
{
    /// <summary>The same as an error that ends a command.</summary>
    public FathomException ToException() => new(ExitCode.Usage, What, Why, How);
}
