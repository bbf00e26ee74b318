using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Client.Profiling.Running;

/// <summary>What <c>fathom-impair</c> says of itself in its first line.</summary>
/// <param name="Net">The link's name.</param>
/// <param name="Detail">What it does to bytes, in words.</param>
/// <param name="RoundTripMs">The round trip that it adds without scatter.</param>
/// <param name="Ports">The ports on this machine, in the order in which they were asked for.</param>
internal sealed record NetReady(string Net, string Detail, double RoundTripMs, IReadOnlyList<int> Ports)
{
    /// <summary>Reads the ready line; null for any other text.</summary>
    public static NetReady? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("event", out JsonElement name) || name.GetString() != "ready")
            {
                return null;
            }

            var ports = new List<int>();
            foreach (JsonElement forward in root.GetProperty("forwards").EnumerateArray())
            {
                string from = forward.GetProperty("from").GetString()!;
                ports.Add(int.Parse(from.AsSpan(from.LastIndexOf(':') + 1), provider: System.Globalization.CultureInfo.InvariantCulture));
            }

            return new NetReady(
                root.GetProperty("net").GetString()!, $"down {root.GetProperty("down").GetString()}; up {root.GetProperty("up").GetString()}", root.GetProperty("round_trip_ms").GetDouble(), ports);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not the ready line: the caller says so with the line itself.
            return null;
        }
    }
}
