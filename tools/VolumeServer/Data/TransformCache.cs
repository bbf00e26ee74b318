using Fathom.Decode.Caching;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Keeps the transforms of slices out of the hot path: while a viewer scrubs through z or t the camera stands still, and all channels
/// and label sets of an image share one transform.
/// </summary>
/// <remarks>Threads: any. Drop policy: least recently used; an entry has some 16 kB at 1280×720.</remarks>
internal sealed class TransformCache
{
    /// <summary>How many transforms stay.</summary>
    public const int UsualCapacity = 256;

    private readonly LruCache<TransformKey, PlaneTransform> _transforms;

    public TransformCache(int capacity = UsualCapacity) => _transforms = new LruCache<TransformKey, PlaneTransform>(capacity);

    /// <summary>One geometry for everything that shares a frame.</summary>
    public GeometryTable Geometries { get; } = new();

    public CacheCounters Counters => _transforms.Counters;

    public PlaneTransform Get(in TransformKey key) => _transforms.TryGet(key, out PlaneTransform found)
        ? found
        : _transforms.GetOrLoad(key, 0, static (wanted, _, _) => PlaneTransform.Of(wanted));
}
