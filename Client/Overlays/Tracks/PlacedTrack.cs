using System.Collections.Immutable;
using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>A track in the world and on the clock of a scene.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Color">Its colour; null to choose one.</param>
/// <param name="Times">Seconds of the scene's clock, strictly increasing.</param>
/// <param name="Points">Where it was; not finite where it was not seen.</param>
internal sealed record PlacedTrack(string Id, ShapeColor? Color, ImmutableArray<double> Times, ImmutableArray<PointWorld> Points);
