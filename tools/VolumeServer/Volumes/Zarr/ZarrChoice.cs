using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Groups that hold several images: collections, plates, wells, plain groups. Nothing is opened silently instead of the rest.</summary>
/// <param name="What">For people: what kind of group it is.</param>
/// <param name="Items">Paths below it, as they can be asked for.</param>
internal sealed record ZarrChoice(string What, ImmutableArray<string> Items)
{
    private const int MostSeries = 64;
    private const int Shown = 24;

    public static ZarrChoice? Of(ZarrStore store, ZarrNode group)
    {
        JsonElement ome = group.Ome;
        string where = store.Where(group.Path);
        if (ome.TryGet("plate", out JsonElement plate))
        {
            return new ZarrChoice("a plate; its wells are", [.. plate.Items("wells").Select(well => StoreKeys.Check(well.Text("path") ?? "", where, "A well"))]);
        }

        if (ome.TryGet("well", out JsonElement well))
        {
            return new ZarrChoice("a well; its fields are", [.. well.Items("images").Select(image => StoreKeys.Check(image.Text("path") ?? "", where, "A field"))]);
        }

        if (ome.TryGet("bioformats2raw.layout", out _) || ome.TryGet("bioformats2raw", out _))
        {
            return new ZarrChoice("a collection of images; they are", Series(store, group, where));
        }

        ImmutableArray<string> labels = OmeLabels.Names(group, where);
        return labels.Length > 0 ? new ZarrChoice("a group of label images; they are", labels)
            : store.Children(group) is { Length: > 0 } children ? new ZarrChoice("a group; in it are", children)
            : null;
    }

    /// <summary>The one that is asked for, or the only one; otherwise an error that lists them.</summary>
    public string Pick(string? wanted, string where)
    {
        if (wanted is null)
        {
            return Items.Length == 1 ? Items[0] : throw Error(where, "it holds several, and one of them must be chosen");
        }

        return Items.Contains(wanted) ? wanted
            : int.TryParse(wanted, out int index) && index >= 0 && index < Items.Length ? Items[index]
            : throw Error(where, $"'{wanted}' is none of them");
    }

    private FathomException Error(string where, string why)
    {
        string list = string.Join(", ", Items.Take(Shown)) + (Items.Length > Shown ? $", … ({Items.Length} in all)" : "");
        return new FathomException(
            ExitCode.Usage, $"Cannot open {where}.", $"It is {What}: {list}; {why}.", $"Name one behind a number sign: {where.Split(' ')[^1]}#{Items.FirstOrDefault() ?? "0"}");
    }

    /// <summary>In the order that the collection gives; else numbered from nought until one is missing.</summary>
    private static ImmutableArray<string> Series(ZarrStore store, ZarrNode group, string where)
    {
        if (store.Find(StoreKeys.Join(group.Path, "OME")) is { } listed && listed.Ome.Items("series").Any())
        {
            return [.. listed.Ome.Items("series").Select(item => item.ValueKind == JsonValueKind.String ? StoreKeys.Check(item.GetString()!, where, "A series") : "?")];
        }

        var found = new List<string>();
        while (found.Count < MostSeries && store.Find(StoreKeys.Join(group.Path, $"{found.Count}")) is not null)
        {
            found.Add($"{found.Count}");
        }

        return [.. found];
    }
}
