using System.Collections.Immutable;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>A named part of a data set: so many voxels of that size around a point.</summary>
/// <param name="Name">Unique in its data set.</param>
/// <param name="Shape">Voxels along each axis.</param>
/// <param name="Scale">World units a voxel; empty when the catalogue does not say.</param>
/// <param name="Center">The middle in world units; empty = the middle of the data.</param>
internal sealed record CatalogView(string Name, ImmutableArray<int> Shape, ImmutableArray<double> Scale, ImmutableArray<double> Center);
