using System.Collections.Immutable;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Ui;

/// <summary>What came of looking at files that the user wants to add.</summary>
/// <param name="Specs">The overlays, the lowest first.</param>
/// <param name="Calibration">A calibration that lay among them and belongs to none of them; null for none.</param>
/// <param name="Error">What could not be added, and why; null when all could.</param>
internal sealed record OverlayAddition(ImmutableArray<OverlaySpec> Specs, string? Calibration, string? Error);
