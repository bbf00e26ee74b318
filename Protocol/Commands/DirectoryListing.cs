using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>A directory of the server.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Entries">What is in it.</param>
/// <param name="HasMore">Whether the server left some out.</param>
public sealed record DirectoryListing(string Path, ImmutableArray<DatasetEntry> Entries, bool HasMore)
{
    /// <summary>Reads the result of <c>fs.listdir</c>; null when it is none.</summary>
    public static DirectoryListing? From(StateValue? result)
    {
        if (result is not MapValue map || map["path"]?.AsText() is not string path || map["entries"] is not ListValue list)
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<DatasetEntry>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            if (item is MapValue entry && entry["name"]?.AsText() is string name)
            {
                entries.Add(Entry(entry, name));
            }
        }

        return new DirectoryListing(path, entries.DrainToImmutable(), map["has_more"]?.AsBool() ?? false);
    }

    private static DatasetEntry Entry(MapValue entry, string name)
    {
        double size = entry["size"] is StateValue bytes && bytes.TryGetDouble(out double count) ? count : 0;
        double modified = entry["mtime"] is StateValue time && time.TryGetDouble(out double seconds) ? seconds : 0;
        return new DatasetEntry(name, entry["path"]?.AsText() ?? name, entry["is_dir"]?.AsBool() ?? false, (long)size, modified)
        {
            ZarrMetadata = entry["zarr_metadata"] as MapValue,
        };
    }
}
