using System;
using System.Text.Json;

namespace Fathom.Client.Processes;

/// <summary>What a started server says of itself in its first line.</summary>
/// <param name="State">The state channel.</param>
/// <param name="Pixel">The pixel channel.</param>
internal sealed record ServerAddress(Uri State, Uri Pixel)
{
    /// <summary>Reads the ready line; false for any other text.</summary>
    public static bool TryParse(string line, out ServerAddress? address)
    {
        address = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && Text(root, "event") == "ready"
                && Uri.TryCreate(Text(root, "state_url"), UriKind.Absolute, out Uri? state)
                && Uri.TryCreate(Text(root, "pixel_url"), UriKind.Absolute, out Uri? pixel))
            {
                address = new ServerAddress(state, pixel);
            }
        }
        catch (JsonException)
        {
            // Not JSON: not the ready line, and the caller says so with the line itself.
        }

        return address is not null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
