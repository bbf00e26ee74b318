using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>One line of a listing.</summary>
/// <param name="Name">The name inside its directory.</param>
/// <param name="Path">The absolute path on the server.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="ModifiedSeconds">When it was changed, in seconds since the Unix epoch.</param>
public sealed record DatasetEntry(string Name, string Path, bool IsDirectory, long Size, double ModifiedSeconds)
{
    /// <summary>For directories, and files that are datasets: <c>is_dataset</c>, <c>has_multiscales</c>, <c>dataset_children</c>.</summary>
    public MapValue? ZarrMetadata { get; init; }

    /// <summary>Whether it can be loaded as it is.</summary>
    public bool IsDataset => ZarrMetadata?["is_dataset"]?.AsBool() ?? false;
}
