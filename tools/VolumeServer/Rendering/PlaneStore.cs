using System.Collections.Generic;
using System.Threading;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Planes read lately, bounded by bytes; the oldest one's buffers are used again, so that a full store allocates next to nothing.</summary>
/// <remarks>Threads: one (the render thread). Drop policy: least recently used; a plane of the picture being drawn never leaves, since there are few of them.</remarks>
internal sealed class PlaneStore
{
    private const int FewestKept = 16;

    private readonly long _maxBytes;
    private readonly Dictionary<PlaneKey, LinkedListNode<PlaneSlice>> _planes = [];
    private readonly LinkedList<PlaneSlice> _byAge = [];
    private readonly PartialReader _partial;
    private readonly PlaneReader _reader;
    private long _bytes;

    public PlaneStore(long maxBytes, PartialReader partial)
    {
        _maxBytes = maxBytes;
        _partial = partial;
        _reader = new PlaneReader(partial);
    }

    public long Hits { get; private set; }

    public long Misses { get; private set; }

    public long Bytes => _bytes;

    public bool Has(in PlaneKey key) => _planes.ContainsKey(key);

    /// <summary>The plane; valid until as many others have been asked for as are always kept.</summary>
    public PlaneSlice Get(in PlaneKey key, CancellationToken cancel)
    {
        if (_planes.TryGetValue(key, out LinkedListNode<PlaneSlice>? found))
        {
            Hits++;
            _byAge.Remove(found);
            _byAge.AddLast(found);
            return found.Value;
        }

        Misses++;
        PlaneSlice plane = MakeRoom(key) ?? new PlaneSlice();
        _reader.Read(key, plane, cancel);
        if (_partial.IsWorthAnother)
        {
            return plane;
        }

        _planes[key] = _byAge.AddLast(plane);
        _bytes += plane.Bytes;
        return plane;
    }

    private PlaneSlice? MakeRoom(in PlaneKey key)
    {
        long wanted = (long)key.Rows * key.Columns * key.Source.Info.BytesPerSample;
        PlaneSlice? spare = null;
        while (_byAge.First is { } oldest && _bytes + wanted > _maxBytes && _byAge.Count > FewestKept)
        {
            _byAge.RemoveFirst();
            _planes.Remove(oldest.Value.Key);
            _bytes -= oldest.Value.Bytes;
            spare = oldest.Value;
        }

        return spare;
    }
}
