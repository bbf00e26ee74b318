using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The <c>omero</c> block: how each channel wants to be shown, and where to begin.</summary>
internal sealed record OmeroBlock(ImmutableArray<ChannelInfo> Channels, int? DefaultTime, int? DefaultDepth)
{
    /// <summary>As many colours as can be told apart when they are added up; then they repeat.</summary>
    private static readonly ImmutableArray<string> s_colors = ["#00ffff", "#ff00ff", "#ffff00", "#ff0000", "#00ff00", "#0000ff"];

    /// <summary>More channels at once cannot be told apart, and each of them costs as much as a whole picture.</summary>
    private const int ActiveAtFirst = 4;

    /// <summary>The block if it describes exactly this many channels, else null.</summary>
    public static OmeroBlock? Read(JsonElement ome, int channels)
    {
        if (!ome.TryGet("omero", out JsonElement omero) || omero.Items("channels").Count() != channels)
        {
            return null;
        }

        bool isGray = omero.TryGet("rdefs", out JsonElement defaults) && defaults.Text("model") is "greyscale" or "grayscale";
        return new OmeroBlock(
            [.. omero.Items("channels").Select((channel, index) => Channel(channel, index, isGray))], (int?)defaults.Number("defaultT"), (int?)defaults.Number("defaultZ"));
    }

    /// <summary>What channels are called and coloured when nobody says so.</summary>
    public static ImmutableArray<ChannelInfo> Unnamed(int channels) =>
    [
        .. Enumerable.Range(0, channels).Select(index => new ChannelInfo(
            $"channel {index}", channels == 1 ? "gray" : s_colors[index % s_colors.Length], null, null, null, null, index < ActiveAtFirst, false)),
    ];

    private static ChannelInfo Channel(JsonElement channel, int index, bool isGray)
    {
        JsonElement window = channel.TryGet("window", out JsonElement found) ? found : default;
        double? low = window.Number("start"), high = window.Number("end");
        if (low is null || high is null || low >= high)
        {
            (low, high) = (null, null);
        }

        return new ChannelInfo(
            channel.Text("label") ?? $"channel {index}",
            isGray ? "gray" : Color(channel.Text("color")),
            low,
            high,
            window.Number("min"),
            window.Number("max"),
            channel.Flag("active") ?? true,
            channel.Flag("inverted") ?? false);
    }

    private static string Color(string? text)
    {
        string digits = (text ?? "").TrimStart('#');
        return digits.Length is not (6 or 8) || !uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _) ? "gray"
            : digits[..6].Equals("ffffff", System.StringComparison.OrdinalIgnoreCase) ? "gray"
            : "#" + digits[..6].ToLowerInvariant();
    }
}
