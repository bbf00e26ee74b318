using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The <c>multiscales</c> block: axes, levels, where each level lies in the world.</summary>
internal sealed record OmeImage(string? Name, ImmutableArray<OmeAxis> Axes, ImmutableArray<OmeLevel> Levels, ImmutableArray<string> Notes)
{
    private static readonly ImmutableArray<string> s_readVersions = ["0.1", "0.2", "0.3", "0.4", "0.5"];

    /// <summary>The first image of the block, or null where there is none.</summary>
    public static OmeImage? Read(ZarrNode node, string where)
    {
        JsonElement ome = node.Ome;
        if (!ome.TryGet("multiscales", out JsonElement multiscales) || multiscales.ValueKind != JsonValueKind.Array || multiscales.GetArrayLength() == 0)
        {
            return null;
        }

        var notes = new List<string>();
        JsonElement image = multiscales[0];
        string? version = ome.Text("version") ?? image.Text("version");
        RequireKnown(version, image, where);
        if (multiscales.GetArrayLength() > 1)
        {
            notes.Add($"{multiscales.GetArrayLength()} multiscale images share this group; the first is shown.");
        }

        ImmutableArray<OmeAxis> axes = ReadAxes(image, where);
        ImmutableArray<OmeLevel> levels = ReadLevels(image, axes.Length, where, notes);
        return new OmeImage(image.Text("name") ?? ome.Text("name"), axes, levels, [.. notes]);
    }

    private static void RequireKnown(string? version, JsonElement image, string where)
    {
        if (version is not null && !s_readVersions.Any(read => version == read || version.StartsWith(read + "-", StringComparison.Ordinal)))
        {
            throw ZarrFault.Unsupported(where, $"It follows OME-Zarr {version}, which is not read yet.", "Read are 0.4 and 0.5 (and older): write it again as one of these, or open one of its arrays directly.");
        }

        if (image.TryGet("coordinateSystems", out _))
        {
            throw ZarrFault.Unsupported(where, "It uses coordinate systems, a draft of OME-Zarr 0.6 that is not read yet.", "Write it again as 0.4 or 0.5.");
        }
    }

    /// <summary>Before 0.3 the axes had no names and were always five; 0.3 has names only.</summary>
    private static ImmutableArray<OmeAxis> ReadAxes(JsonElement image, string where)
    {
        if (!image.TryGet("axes", out JsonElement list))
        {
            return [.. "tczyx".Select(name => new OmeAxis(name.ToString(), OmeAxis.KindOf(name.ToString()), ""))];
        }

        ImmutableArray<OmeAxis>.Builder axes = ImmutableArray.CreateBuilder<OmeAxis>();
        foreach (JsonElement item in list.Items().Take(ZarrLimits.MaxAxes + 1))
        {
            string? name = item.ValueKind == JsonValueKind.String ? item.GetString() : item.Text("name");
            if (string.IsNullOrWhiteSpace(name) || axes.Any(axis => string.Equals(axis.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                throw ZarrFault.Broken(where, "Two of its axes have the same name, or one has none.");
            }

            AxisKind kind = (item.Text("type") ?? "") switch
            {
                "space" => AxisKind.Space,
                "time" => AxisKind.Time,
                "channel" => AxisKind.Channel,
                "" => OmeAxis.KindOf(name),
                _ => AxisKind.Other,
            };
            axes.Add(new OmeAxis(name, kind, item.Text("unit") ?? ""));
        }

        return axes.ToImmutable();
    }

    private static ImmutableArray<OmeLevel> ReadLevels(JsonElement image, int axes, string where, List<string> notes)
    {
        (ImmutableArray<double> outerScale, ImmutableArray<double> outerTranslation) = OmeTransform.Read(image, axes, where, notes, isRequired: false);
        ImmutableArray<OmeLevel>.Builder levels = ImmutableArray.CreateBuilder<OmeLevel>();
        foreach (JsonElement dataset in image.Items("datasets").Take(ZarrLimits.MaxLevels))
        {
            string path = StoreKeys.Check(dataset.Text("path") ?? "", where, "A dataset");
            (ImmutableArray<double> scale, ImmutableArray<double> translation) = OmeTransform.Read(dataset, axes, where, notes, isRequired: true);

            // First the level's own, then the image's: world = S₂ (S₁ i + T₁) + T₂.
            levels.Add(new OmeLevel(
                path,
                [.. scale.Select((value, axis) => value * outerScale[axis])],
                [.. translation.Select((value, axis) => (value * outerScale[axis]) + outerTranslation[axis])]));
        }

        return levels.Count > 0 ? levels.ToImmutable() : throw ZarrFault.Broken(where, "Its multiscales block names no dataset.");
    }
}
