using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>What the metadata of one array say, of either version, checked.</summary>
/// <param name="Path">Inside the store.</param>
/// <param name="Shape">Samples along each axis, each at least one.</param>
/// <param name="Chunk">How one chunk of the grid becomes samples; its shape is that of the grid.</param>
/// <param name="Keys">How chunks are named.</param>
/// <param name="Fill">One sample, as it lies in memory: stands where the data have a value that was never written out.</param>
/// <param name="AxisNames">Where the array names them; else empty.</param>
/// <param name="Attributes">May be undefined.</param>
internal sealed record ZarrArray(
    string Path, ImmutableArray<int> Shape, ChunkDecoder Chunk, ChunkKeys Keys, ImmutableArray<byte> Fill, ImmutableArray<string?> AxisNames, JsonElement Attributes)
{
    public StoredType Type => Chunk.Layout.Type;

    /// <summary>For people: codecs, chunk, type.</summary>
    public string Describe() =>
        $"{Type.Sample.Name()}, chunks {string.Join("×", Chunk.Shape)}, {(Chunk.Shard is { } shard ? $"shards of {string.Join("×", shard.Inner.Shape)}, {shard.Inner.Bytes.Describe()}" : Chunk.Bytes.Describe())}";

    public ImmutableArray<int> Grid => [.. Shape.Select((length, axis) => (int)(((long)length + Chunk.Shape[axis] - 1) / Chunk.Shape[axis]))];
}
