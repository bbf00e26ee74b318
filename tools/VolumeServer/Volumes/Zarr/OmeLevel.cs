using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>One dataset of a multiscale image, per axis: world = Translation + Scale × index, all of its transformations taken together.</summary>
internal sealed record OmeLevel(string Path, ImmutableArray<double> Scale, ImmutableArray<double> Translation);
