using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Decode.Caching;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>The frames of a local video by their number, exactly: any file that the system's FFmpeg reads. Opening it reads through its packets
/// and decodes nothing; frames are decoded when they are asked for and kept up to a bound of frames and bytes.</summary>
/// <remarks>
/// <para>Threads: any. One decodes at a time; who asks for another frame meanwhile waits, except with <see cref="TryGetCached"/>. Disposal waits for
/// the one that decodes.</para>
/// <para>Ownership: every frame that was read is given back by the one that read it; it may outlive the reader.</para>
/// </remarks>
public sealed class OverlayVideoReader : IDisposable
{
    /// <summary>Frames that may be out beside those in the cache.</summary>
    public const int MostFramesOut = 64;

    /// <summary>Frames that are kept while somebody steps backwards: each costs one conversion and saves a jump.</summary>
    private const int KeptBehind = 32;

    private readonly Lock _gate = new();
    private readonly ILocalSource _source;
    private readonly ReaderGeometry _geometry;
    private readonly LocalPicturePool _pool;
    private readonly LruCache<int, LocalPicture> _cache;
    private readonly LocalShelf _shelf;
    private readonly double[] _times;
    private readonly int _keptBehind;
    private readonly ReadAhead? _ahead;
    private long _hits;
    private long _misses;
    private int _before = -1;
    private volatile LocalPicture? _failure;
    private bool _disposed;

    private OverlayVideoReader(string path, VideoReaderOptions options, ILocalSource source)
    {
        Path = path;
        Options = options;
        _source = source;
        _geometry = source.Geometry;
        _times = ReaderTimes.Choose(path, options, source.Times);
        long bytes = LocalPicturePool.BytesOf(Size);
        long room = Math.Min(options.CacheBytes, options.CacheFrames * bytes);
        int frames = (int)Math.Min(room / bytes, options.CacheFrames);
        _keptBehind = Math.Min(KeptBehind, frames / 2);
        _pool = new LocalPicturePool(Size, frames + MostFramesOut);
        _cache = new LruCache<int, LocalPicture>(room, _pool);
        _shelf = new LocalShelf(_pool, _cache);
        int ahead = Math.Min(options.PrefetchAhead, frames / 2);
        _ahead = ahead > 0 ? new ReadAhead(ahead, TryGetAhead) : null;
    }

    /// <summary>The file as it was given.</summary>
    public string Path { get; }

    /// <summary>How it is read: with these a second reader of the same file can be opened, as each worker of an export does.</summary>
    public VideoReaderOptions Options { get; }

    /// <summary>Container and codec.</summary>
    public string Description => _source.Description;

    /// <summary>How many frames there are.</summary>
    public int FrameCount => _times.Length;

    /// <summary>Columns and rows of the frames, after crop and downsampling.</summary>
    public SizePx Size => _geometry.Size;

    /// <summary>Columns and rows of the original.</summary>
    public SizePx OriginalSize => _geometry.Original;

    /// <summary>The part of the original that the frames show. A pixel of theirs is <c>Crop.Width / Size.Width</c> columns of it wide, and
    /// <c>Crop.Height / Size.Height</c> rows high: exactly, and not always a whole number.</summary>
    public CropPx Crop => _geometry.Crop;

    /// <summary>When each frame is shown, in seconds, strictly increasing: the container's own times, which need not begin with 0.</summary>
    public ReadOnlyMemory<double> Timestamps => _times;

    /// <summary>From the first frame to the end of the last one.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(_times[^1] - _times[0] + _source.LastDuration);

    /// <summary>What the user should know about the file: times that had to be made, frames that were left out.</summary>
    public IReadOnlyList<string> Warnings => _source.Warnings;

    /// <summary>What was done so far.</summary>
    public LocalCounters Counters
    {
        get
        {
            CacheCounters cache = _cache.Counters;
            return new LocalCounters(Interlocked.Read(ref _hits), Interlocked.Read(ref _misses), _shelf.Decodes, _shelf.Seeks, cache.Entries, cache.Weight);
        }
    }

    /// <summary>Frames that the cache or somebody else holds; 0 after disposal when all were given back.</summary>
    public int FramesOut => _pool.Out;

    /// <summary>Opens a video file, a folder or pattern of images, or a NumPy array; throws a <see cref="FathomException"/> that says what is wrong with it, or with the options for it.</summary>
    public static OverlayVideoReader Open(string path, VideoReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new VideoReaderOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.CacheFrames);
        ArgumentOutOfRangeException.ThrowIfNegative(options.CacheBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(options.PrefetchAhead);
        ILocalSource source = LocalSources.Open(path, options);
        OverlayVideoReader? reader = null;
        try
        {
            return reader = new OverlayVideoReader(path, options, source);
        }
        finally
        {
            if (reader is null)
            {
                source.Dispose();
            }
        }
    }

    /// <summary>The frame that is shown nearest to a time; -1 outside the video.</summary>
    public int FrameAt(double seconds) => TimeIndex.Nearest(_times, seconds);

    /// <summary>Gets a frame if it is kept. Never waits.</summary>
    public bool TryGetCached(int frame, out LocalFrame picture)
    {
        if (_cache.TryGet(frame, out LocalPicture found))
        {
            if (found.Why is null)
            {
                Interlocked.Increment(ref _hits);
                picture = Wrap(found);
                return true;
            }

            found.Release();
        }

        picture = default;
        return false;
    }

    /// <summary>Gets a frame, decoding what that takes.</summary>
    /// <param name="frame">Its number in the order of presentation.</param>
    /// <param name="picture">The frame, to be disposed by the caller.</param>
    /// <param name="cancel">Ends the wait between two packets.</param>
    public LocalReadResult TryRead(int frame, out LocalFrame picture, CancellationToken cancel = default)
    {
        picture = default;
        if ((uint)frame >= (uint)_times.Length)
        {
            return LocalReadResult.OutOfRange;
        }

        _ahead?.Yield();
        LocalReadResult result = _cache.TryGet(frame, out LocalPicture found) ? Hit(found, out picture) : TryLoad(frame, cancel, out picture);
        _ahead?.Follow(frame);
        return result;
    }

    /// <summary>Gets a frame; throws a <see cref="FathomException"/> when there is none of that number or it cannot be decoded.</summary>
    public LocalFrame Read(int frame)
        => TryRead(frame, out LocalFrame picture) is var result and not LocalReadResult.Frame ? throw LocalReadErrors.Of(this, frame, result) : picture;

    /// <summary>Why a frame could not be decoded; "" where nothing is known against it.</summary>
    public string WhyNot(int frame)
    {
        if (_failure is { } last && last.Index == frame)
        {
            return last.Why ?? "";
        }

        if (!_cache.TryGet(frame, out LocalPicture found))
        {
            return "";
        }

        string why = found.Why ?? "";
        found.Release();
        return why;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ahead?.Dispose();
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _cache.Clear();
                _pool.Dispose();
                _source.Dispose();
            }
        }
    }

    private LocalReadResult TryLoad(int frame, CancellationToken cancel, out LocalFrame picture)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _cache.TryGet(frame, out LocalPicture found) ? Hit(found, out picture) : Load(frame, cancel, out picture);
        }
    }

    private bool TryGetAhead(int frame, CancellationToken cancel)
    {
        if (frame >= _times.Length)
        {
            return false;
        }

        lock (_gate)
        {
            if (_disposed || cancel.IsCancellationRequested)
            {
                return false;
            }

            if (!_cache.TryGet(frame, out LocalPicture found))
            {
                bool came = Load(frame, cancel, out LocalFrame picture) is LocalReadResult.Frame or LocalReadResult.Undecodable;
                picture.Dispose();
                return came;
            }

            found.Release();
            return true;
        }
    }

    private LocalReadResult Hit(LocalPicture found, out LocalFrame picture)
    {
        Interlocked.Increment(ref _hits);
        if (found.Why is null)
        {
            picture = Wrap(found);
            return LocalReadResult.Frame;
        }

        found.Release();
        picture = default;
        return LocalReadResult.Undecodable;
    }

    private LocalReadResult Load(int frame, CancellationToken cancel, out LocalFrame picture)
    {
        picture = default;
        Interlocked.Increment(ref _misses);
        LocalPicture? room = _shelf.TryRent(frame);
        if (room is null)
        {
            return LocalReadResult.NoBuffer;
        }

        bool goesBack = frame < _before && frame >= _before - KeptBehind;
        _before = frame;
        _shelf.KeepFrom = goesBack ? frame - _keptBehind : int.MaxValue;
        _shelf.Cancel = cancel;
        LoadResult result = LoadResult.Failed;
        try
        {
            result = _source.Load(room, _shelf, out string why);
            if (result == LoadResult.Failed)
            {
                _failure = LocalPicture.Failed(frame, why);
                _shelf.Put(_failure).Release();
            }
        }
        finally
        {
            if (result != LoadResult.Filled)
            {
                room.Release();
            }
        }

        if (result == LoadResult.Filled)
        {
            picture = Wrap(_shelf.Put(room));
        }

        return result switch
        {
            LoadResult.Filled => LocalReadResult.Frame,
            LoadResult.Cancelled => LocalReadResult.Cancelled,
            _ => LocalReadResult.Undecodable,
        };
    }

    private LocalFrame Wrap(LocalPicture picture) => new(picture, _times[picture.Index]);
}
