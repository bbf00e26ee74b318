using System.Collections.Immutable;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>One data set of a catalogue.</summary>
/// <param name="Name">What people call it; unique in the catalogue.</param>
/// <param name="Path">Folder, file or address.</param>
internal sealed record CatalogEntry(string Name, string Path)
{
    /// <summary>Which image of a collection, or which well and field of a plate; null = the only one.</summary>
    public string? Image { get; init; }

    /// <summary>Named parts of it, each of which can be opened as <c>NAME/PART</c>.</summary>
    public ImmutableArray<CatalogView> Views { get; init; } = [];
}
