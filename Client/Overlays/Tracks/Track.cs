using System.Collections.Immutable;
using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>One thing that was followed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Times">When it was looked for, strictly increasing.</param>
/// <param name="X">Where it was, NaN where it was not seen.</param>
/// <param name="Y">The other coordinate.</param>
/// <param name="Color">Its colour; null to choose one.</param>
internal sealed record Track(string Id, ImmutableArray<double> Times, ImmutableArray<double> X, ImmutableArray<double> Y, ShapeColor? Color = null);
