using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>One level of a multiscale volume.</summary>
/// <param name="Index">Its place, 0 = finest.</param>
/// <param name="Shape">Its size per axis.</param>
/// <param name="Downsample">How much coarser than level 0 it is, per axis.</param>
/// <param name="Path">Where it lies in the dataset.</param>
/// <param name="Other">Entries beyond these, kept as they came.</param>
public sealed record LevelInfo(int? Index, ImmutableArray<int> Shape, ImmutableArray<double> Downsample, string? Path, MapValue? Other = null);
