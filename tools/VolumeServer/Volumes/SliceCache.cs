using System;
using System.Collections.Generic;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Slices read lately, bounded by bytes; the oldest one's buffer is used again, so that a full cache allocates nothing.</summary>
/// <remarks>Threads: one (the render thread).</remarks>
internal sealed class SliceCache
{
    private readonly IVolumeSource _source;
    private readonly long _maxBytes;
    private readonly Dictionary<SliceRequest, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byAge = [];
    private long _bytes;

    public SliceCache(IVolumeSource source, long maxBytes)
    {
        _source = source;
        _maxBytes = maxBytes;
    }

    public VolumeInfo Info => _source.Info;

    public long Hits { get; private set; }

    public long Misses { get; private set; }

    public long Bytes => _bytes;

    /// <summary>The slice's samples; valid until the next call.</summary>
    public ReadOnlySpan<byte> Get(in SliceRequest request)
    {
        if (_entries.TryGetValue(request, out LinkedListNode<Entry>? found))
        {
            Hits++;
            _byAge.Remove(found);
            _byAge.AddLast(found);
            return found.Value.Samples;
        }

        Misses++;
        int bytes = SliceRows(request.Stride) * SliceColumns(request.Stride) * Info.BytesPerSample;
        byte[] samples = MakeRoom(bytes) ?? GC.AllocateUninitializedArray<byte>(bytes);
        _source.ReadSlice(request, samples);
        _entries[request] = _byAge.AddLast(new Entry(request, samples));
        _bytes += bytes;
        return samples;
    }

    public int SliceRows(int stride) => (Info.Rows + stride - 1) / stride;

    public int SliceColumns(int stride) => (Info.Columns + stride - 1) / stride;

    private byte[]? MakeRoom(int bytes)
    {
        byte[]? spare = null;
        while (_byAge.First is { } oldest && _bytes + bytes > _maxBytes)
        {
            _byAge.RemoveFirst();
            _entries.Remove(oldest.Value.Request);
            _bytes -= oldest.Value.Samples.Length;
            spare = oldest.Value.Samples.Length == bytes ? oldest.Value.Samples : spare;
        }

        return spare;
    }

    private readonly record struct Entry(SliceRequest Request, byte[] Samples);
}
