using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode.Caching;

namespace Fathom.Decode.Local;

/// <summary>The frames of one reader: all of one size, made as they are needed, used again, never more than a limit.</summary>
/// <remarks>Threads: any. Drop policy: above the limit nothing is handed out. Pictures that are still out when the pool is disposed are freed as
/// they come back.</remarks>
internal sealed class LocalPicturePool(SizePx size, int limit) : ICacheValues<LocalPicture>, IDisposable
{
    /// <summary>What a frame that cannot be decoded counts: it takes no memory, but must be forgotten some time.</summary>
    private const long FailureBytes = 4096;

    private readonly Lock _lock = new();
    private readonly Stack<LocalPicture> _idle = new();
    private int _out;
    private bool _disposed;

    /// <summary>Bytes of one frame.</summary>
    public static long BytesOf(SizePx size) => (long)size.Width * size.Height * 4;

    /// <summary>Frames that the cache or somebody else holds.</summary>
    public int Out
    {
        get
        {
            lock (_lock)
            {
                return _out;
            }
        }
    }

    /// <summary>A frame to be written; null above the limit.</summary>
    public LocalPicture? TryRent(int index)
    {
        LocalPicture? picture = null;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_out >= limit)
            {
                return null;
            }

            _out++;
            _idle.TryPop(out picture);
        }

        picture ??= new LocalPicture(this, size);
        picture.Begin(index);
        return picture;
    }

    public void TakeBack(LocalPicture picture)
    {
        lock (_lock)
        {
            _out--;
            if (!_disposed)
            {
                _idle.Push(picture);
                return;
            }
        }

        picture.Destroy();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_idle.TryPop(out LocalPicture? picture))
            {
                picture.Destroy();
            }
        }
    }

    public long WeightOf(LocalPicture value) => value.Why is null ? BytesOf(value.Size) : FailureBytes;

    public void Retain(LocalPicture value) => value.Retain();

    public void Release(LocalPicture value) => value.Release();
}
