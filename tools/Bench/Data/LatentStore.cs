using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.Bench.Data;

/// <summary>A Zarr store that answers each request after a time, as one far away does; its chunks are computed.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class LatentStore(int[] shape, int[] chunk, TimeSpan latency) : IByteStore
{
    private readonly string _metadata = string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"zarr_format\":2,\"shape\":[{string.Join(',', shape)}],\"chunks\":[{string.Join(',', chunk)}],\"dtype\":\"|u1\",\"compressor\":null,\"fill_value\":0,\"order\":\"C\",\"filters\":null,\"dimension_separator\":\"/\"}}");

    private readonly int _chunkBytes = chunk.Aggregate(1, static (product, length) => product * length);
    private long _requests;

    public string Address => "bench:";

    public bool IsRemote => true;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>The value of every sample of a chunk: readers can check that they got the right one.</summary>
    public static byte ValueOf(ReadOnlySpan<int> at)
    {
        int hash = 17;
        foreach (int index in at)
        {
            hash = (hash * 31) + index;
        }

        return (byte)(1 + (hash % 251));
    }

    public async ValueTask<StoredBytes?> ReadAsync(string key, ByteRange range, int maxBytes, CancellationToken cancel)
    {
        if (key.EndsWith(".zarray", StringComparison.Ordinal))
        {
            return Of(Encoding.UTF8.GetBytes(_metadata));
        }

        if (!char.IsAsciiDigit(key[^1]))
        {
            return null;
        }

        Interlocked.Increment(ref _requests);
        await Task.Delay(latency, cancel).ConfigureAwait(false);
        var bytes = new StoredBytes(_chunkBytes);
        bytes.Span.Fill(ValueOf([.. key.Split('/').Select(static part => int.Parse(part, CultureInfo.InvariantCulture))]));
        return bytes;
    }

    public ImmutableArray<string>? Folders(string key) => null;

    public void Dispose()
    {
    }

    private static StoredBytes Of(byte[] bytes)
    {
        var stored = new StoredBytes(bytes.Length);
        bytes.CopyTo(stored.Span);
        return stored;
    }
}
