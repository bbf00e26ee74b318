using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>How <see cref="TinyZarr"/> writes an array.</summary>
internal sealed record TinyZarrArray
{
    public int Version { get; init; } = 2;

    public ImmutableArray<int> Shape { get; init; } = [5, 7];

    public ImmutableArray<int> Chunks { get; init; } = [2, 3];

    /// <summary>As v3 names types: <c>bool</c>, <c>float16</c>, <c>uint8</c> …</summary>
    public string Type { get; init; } = "uint16";

    public bool IsBigEndian { get; init; }

    /// <summary>Axis i of the stored chunk is axis Order[i] of the data; empty = C order.</summary>
    public ImmutableArray<int> Order { get; init; } = [];

    /// <summary><c>gzip</c>, <c>zlib</c>, <c>zstd</c>, <c>lz4</c>, <c>crc32c</c>, <c>blosc:CODEC:SHUFFLE</c>; several in their order.</summary>
    public ImmutableArray<string> Codecs { get; init; } = [];

    public char Separator { get; init; } = '/';

    /// <summary>Chunk keys as v2 names them, in a v3 store.</summary>
    public bool HasOldKeys { get; init; }

    /// <summary>Chunks inside a shard; empty = no shards.</summary>
    public ImmutableArray<int> Inner { get; init; } = [];

    public bool IndexAtStart { get; init; }

    /// <summary>As JSON.</summary>
    public string Fill { get; init; } = "0";

    /// <summary>Which chunks (of a shard: inner ones) are written; the rest stays away.</summary>
    public Func<ImmutableArray<int>, bool> Has { get; init; } = _ => true;

    public Func<ImmutableArray<int>, double> Value { get; init; } = at => at.Aggregate(1, (sum, index) => (sum * 31) + index) % 100;

    public string AxisNames { get; init; } = "";

    public int StoredBytes => Type switch
    {
        "bool" => 1,
        "float16" => 2,
        _ => Sample.Bytes(),
    };

    /// <summary>In memory, once read.</summary>
    public SampleType Sample => Type switch
    {
        "bool" => SampleType.UInt8,
        "float16" => SampleType.Float32,
        _ => Enum.Parse<SampleType>(Type, ignoreCase: true),
    };
}
