using System.Collections.Immutable;
using Fathom.Client.Export.Painting;

namespace Fathom.Client.Export.Plans;

/// <summary>A plan, and what goes with it while it is carried out.</summary>
/// <param name="Plan">What decides on the bytes.</param>
/// <param name="Painting">What is painted over the pictures.</param>
/// <param name="Warnings">What the user should know before it begins.</param>
/// <param name="StepSeconds">The time of the scene from frame to frame; null where the axis is not one of time.</param>
internal sealed record PlannedMovie(ExportPlan Plan, PaintPlan Painting, ImmutableArray<string> Warnings, double? StepSeconds);
