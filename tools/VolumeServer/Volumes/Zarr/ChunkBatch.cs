using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Some chunks of one read, loaded together.</summary>
/// <remarks>
/// Threads: one caller; workers deliver. A caller that gives up returns at once, while workers may still be ending: what they deliver after that is given back here.
/// Ownership: holds its buffers until it is disposed.
/// </remarks>
internal sealed class ChunkBatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ZarrChunks _chunks;
    private readonly long[] _wanted;
    private readonly CacheBuffer?[] _samples;
    private readonly List<int> _missing = [];
    private StoredBytes?[] _fetched = [];
    private bool _isOver;

    public ChunkBatch(ZarrChunks chunks, long[] wanted)
    {
        (_chunks, _wanted, _samples) = (chunks, wanted, new CacheBuffer?[wanted.Length]);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (chunks.TryGet(wanted[i], out CacheBuffer found))
            {
                _samples[i] = found;
            }
            else
            {
                _missing.Add(i);
            }
        }
    }

    /// <summary>Of the i-th wanted chunk; empty when the data do not have it.</summary>
    public ReadOnlySpan<byte> this[int index] => _samples[index]!.Bytes;

    /// <param name="scheduler">Whose workers read and unpack.</param>
    /// <param name="fetchTogether">Send all requests at once, without a thread for each, and only unpack on the workers.</param>
    /// <param name="cancel">Gives up.</param>
    public void Load(ChunkScheduler scheduler, bool fetchTogether, CancellationToken cancel)
    {
        if (_missing.Count == 0)
        {
            return;
        }

        if (fetchTogether)
        {
            _fetched = new StoredBytes?[_missing.Count];
            BlockingRead.Get(new ValueTask<bool>(FetchAsync(cancel)), cancel);
        }

        scheduler.ForEach(_missing.Count, (Batch: this, fetchTogether), static (with, i, cancel) => with.Batch.LoadOne(i, with.fetchTogether, cancel), cancel);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            foreach (CacheBuffer? samples in _samples)
            {
                samples?.Dispose();
            }

            foreach (StoredBytes? stored in _fetched)
            {
                stored?.Dispose();
            }

            Array.Clear(_samples);
            _fetched = [];
        }
    }

    private void LoadOne(int missing, bool wasFetched, CancellationToken cancel)
    {
        long chunk = _wanted[_missing[missing]];
        CacheBuffer samples;
        if (wasFetched)
        {
            StoredBytes? stored;
            lock (_lock)
            {
                if (_isOver)
                {
                    return;
                }

                // From here on it is this item's, so that nobody takes its memory back while it is unpacked.
                (stored, _fetched[missing]) = (_fetched[missing], null);
            }

            using (stored)
            {
                samples = _chunks.Get(chunk, stored, cancel);
            }
        }
        else
        {
            samples = _chunks.Get(chunk, cancel);
        }

        lock (_lock)
        {
            if (_isOver)
            {
                samples.Dispose();
                return;
            }

            _samples[_missing[missing]] = samples;
        }
    }

    private async Task<bool> FetchAsync(CancellationToken cancel)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var fetches = new Task[_missing.Count];
        for (int i = 0; i < fetches.Length; i++)
        {
            fetches[i] = FetchOneAsync(i, rest);
        }

        await Task.WhenAll(fetches).ConfigureAwait(false);
        return true;
    }

    private async Task FetchOneAsync(int missing, CancellationTokenSource rest)
    {
        bool isFetched = false;
        try
        {
            StoredBytes? stored = await _chunks.FetchAsync(_wanted[_missing[missing]], rest.Token).ConfigureAwait(false);
            isFetched = true;
            lock (_lock)
            {
                if (!_isOver)
                {
                    _fetched[missing] = stored;
                    return;
                }
            }

            stored?.Dispose();
        }
        finally
        {
            if (!isFetched)
            {
                // One chunk that cannot be read ends the read: the others need not be fetched.
                await rest.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
