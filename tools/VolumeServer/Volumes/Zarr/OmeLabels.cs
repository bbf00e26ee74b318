using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The <c>labels</c> group beside an image, and what the label images say of themselves.</summary>
internal static class OmeLabels
{
    private const int MostColors = 1 << 20;

    /// <summary>Names of the label images, as the group lists them.</summary>
    public static ImmutableArray<string> Names(ZarrNode group, string where) =>
        [.. group.Ome.Items("labels").Where(item => item.ValueKind == JsonValueKind.String).Take(ZarrLimits.MaxLabelSets).Select(item => StoreKeys.Check(item.GetString()!, where, "A label image"))];

    public static bool IsLabelImage(ZarrNode node) => node.Ome.TryGet("image-label", out _);

    /// <summary>Colours of labels as 0xRRGGBBAA.</summary>
    public static ImmutableDictionary<long, uint> Colors(ZarrNode node)
    {
        ImmutableDictionary<long, uint>.Builder colors = ImmutableDictionary.CreateBuilder<long, uint>();
        JsonElement label = node.Ome.TryGet("image-label", out JsonElement found) ? found : default;
        foreach (JsonElement color in label.Items("colors").Take(MostColors))
        {
            int[] rgba = [.. color.Items("rgba").Select(value => value.Number() is >= 0 and <= 255 and { } number ? (int)number : -1)];
            if (rgba.Length is 3 or 4 && !rgba.Contains(-1) && color.TryGet("label-value", out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
            {
                colors[number] = ((uint)rgba[0] << 24) | ((uint)rgba[1] << 16) | ((uint)rgba[2] << 8) | (rgba.Length == 4 ? (uint)rgba[3] : 255u);
            }
        }

        return colors.ToImmutable();
    }
}
