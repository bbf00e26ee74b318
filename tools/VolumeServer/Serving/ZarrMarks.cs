using System;
using System.IO;
using System.Text.Json;

namespace Fathom.VolumeServer.Serving;

/// <summary>Tells by the small files at a folder's top whether it is something that can be loaded, without opening it.</summary>
internal static class ZarrMarks
{
    private const long MostBytes = 8 << 20;

    /// <summary>Whether Zarr's own files are there: a group or an array, of version 2 or 3.</summary>
    public static bool HasMark(string folder) =>
        File.Exists(Path.Combine(folder, "zarr.json")) || File.Exists(Path.Combine(folder, ".zgroup")) || File.Exists(Path.Combine(folder, ".zarray"));

    /// <summary>Whether it can be loaded as it is: an image with its levels, a collection or plate of images, or a bare array.</summary>
    public static bool IsDataset(string folder) => File.Exists(Path.Combine(folder, ".zarray")) || Read(folder, out bool array, out bool image, out _) && (array || image);

    /// <summary>Whether it has several resolutions.</summary>
    public static bool HasMultiscales(string folder) => Read(folder, out _, out _, out bool multiscales) && multiscales;

    private static bool Read(string folder, out bool array, out bool image, out bool multiscales)
    {
        array = image = multiscales = false;
        return ReadFile(Path.Combine(folder, "zarr.json"), ref array, ref image, ref multiscales) || ReadFile(Path.Combine(folder, ".zattrs"), ref array, ref image, ref multiscales);
    }

    private static bool ReadFile(string file, ref bool array, ref bool image, ref bool multiscales)
    {
        if (!File.Exists(file) || new FileInfo(file).Length > MostBytes)
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement attributes = document.RootElement;
            if (attributes.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            array = attributes.TryGetProperty("node_type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("array");
            attributes = Inner(Inner(attributes, "attributes"), "ome");
            multiscales = attributes.TryGetProperty("multiscales", out _);
            image = multiscales || attributes.TryGetProperty("plate", out _) || attributes.TryGetProperty("bioformats2raw.layout", out _);
            return true;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static JsonElement Inner(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : element;
}
