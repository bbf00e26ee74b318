using System.Text.Json;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>A group or an array of a store, as its metadata have it.</summary>
/// <param name="Path">Inside the store.</param>
/// <param name="Version">2 or 3.</param>
/// <param name="IsArray">Else a group.</param>
/// <param name="Meta">The whole document; undefined for a group of version 2.</param>
/// <param name="Attributes">May be undefined.</param>
internal sealed record ZarrNode(string Path, int Version, bool IsArray, JsonElement Meta, JsonElement Attributes)
{
    /// <summary>Where OME puts its metadata: under a key of its own since 0.5.</summary>
    public JsonElement Ome => Attributes.TryGet("ome", out JsonElement ome) ? ome : Attributes;
}
