using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes;

/// <summary>
/// One level of resolution, per axis in data order: world coordinate of the centre of sample i = <paramref name="Translation"/> + i × <paramref name="Scale"/>.
/// </summary>
internal sealed record VolumeLevel(ImmutableArray<int> Shape, ImmutableArray<double> Scale, ImmutableArray<double> Translation);
