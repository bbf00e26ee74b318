using System.Threading;
using Fathom.Decode.Caching;

namespace Fathom.Decode.Local;

/// <summary>What a source works with while it gets a frame: memory, a place for frames that come by, the counts, and whether somebody still waits.</summary>
/// <remarks>Threads: the one that loads.</remarks>
internal sealed class LocalShelf(LocalPicturePool pool, LruCache<int, LocalPicture> cache)
{
    /// <summary>Frames from this one on are kept when they come by.</summary>
    internal int KeepFrom { get; set; }

    /// <summary>Ends the load.</summary>
    internal CancellationToken Cancel { get; set; }

    /// <summary>Frames that came out of the decoder.</summary>
    internal long Decodes { get; set; }

    /// <summary>How often reading did not go on where it stood.</summary>
    internal long Seeks { get; set; }

    /// <summary>Memory for a frame; null when too many are out. When the cache holds most of them, it gives up its oldest.</summary>
    internal LocalPicture? TryRent(int index)
    {
        LocalPicture? picture = pool.TryRent(index);
        return picture is null && cache.Evict(1) > 0 ? pool.TryRent(index) : picture;
    }

    /// <summary>Puts a frame into the cache. The one hold on it stays the caller's.</summary>
    internal LocalPicture Put(LocalPicture picture)
    {
        LocalPicture kept = cache.GetOrLoad(picture.Index, picture, static (_, given, _) => given);
        if (!ReferenceEquals(kept, picture))
        {
            picture.Release();
        }

        return kept;
    }
}
