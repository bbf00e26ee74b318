using System.Collections.Immutable;

namespace Fathom.Protocol.Commands;

/// <summary>What a search for datasets at a path found.</summary>
/// <param name="IsDataset">Whether the path itself is a dataset.</param>
/// <param name="Candidates">Datasets below it, as relative paths.</param>
public sealed record DatasetSearch(bool IsDataset, ImmutableArray<string> Candidates)
{
    /// <summary>Whether the dataset is there but cannot be read.</summary>
    public bool Unreadable { get; init; }
}
