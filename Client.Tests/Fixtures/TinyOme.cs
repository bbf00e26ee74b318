using System.IO;
using System.Text.Json.Nodes;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Small OME-Zarr groups: t 3 × y 10 × x 10, uint16, one level, values 0 to 99.</summary>
internal static class TinyOme
{
    private const string Multiscales = """
        [{"version": "0.4", "axes": [{"name": "t", "type": "time", "unit": "second"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}],
          "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [3, 0.5, 0.5]}]}]}]
        """;

    public static string Version4 => $$"""{"multiscales": {{Multiscales}}}""";

    public static string Version5(string version) => $$$"""{"ome": {"version": "{{{version}}}", "multiscales": {{{Multiscales.Replace("\"version\": \"0.4\", ", "", System.StringComparison.Ordinal)}}}}}""";

    public static void WriteGroup(string folder, string attributes, int version = 2)
    {
        Directory.CreateDirectory(folder);
        if (version == 2)
        {
            File.WriteAllText(Path.Combine(folder, ".zgroup"), """{"zarr_format": 2}""");
            File.WriteAllText(Path.Combine(folder, ".zattrs"), attributes);
            return;
        }

        var group = new JsonObject { ["zarr_format"] = 3, ["node_type"] = "group", ["attributes"] = JsonNode.Parse(attributes) };
        File.WriteAllText(Path.Combine(folder, "zarr.json"), group.ToJsonString());
    }

    public static void WriteImage(string folder, string attributes, int version)
    {
        WriteGroup(folder, attributes, version);
        TinyZarr.Write(Path.Combine(folder, "0"), new TinyZarrArray { Version = version, Shape = [3, 10, 10], Chunks = [1, 5, 5], Value = at => (at[1] * 10) + at[2] });
    }
}
