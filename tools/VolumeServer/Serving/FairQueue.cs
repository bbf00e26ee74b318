using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Fathom.VolumeServer.Serving;

/// <summary>Work that all viewers ask for, done a few at a time in the order in which it came; of each viewer and of all together only so much may wait.</summary>
/// <remarks>Threads: any; a job runs on a thread of the pool and must not throw.</remarks>
internal sealed class FairQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofViewer = new(StringComparer.Ordinal);
    private readonly Channel<bool> _places;
    private readonly int _mostOfViewer;
    private readonly int _most;
    private int _all;

    /// <param name="atOnce">Jobs that run at the same time.</param>
    /// <param name="mostOfViewer">Jobs of one viewer that run or wait.</param>
    /// <param name="most">Jobs of all viewers that run or wait.</param>
    public FairQueue(int atOnce, int mostOfViewer, int most)
    {
        (_mostOfViewer, _most) = (mostOfViewer, most);
        _places = Channel.CreateBounded<bool>(atOnce);
        for (int i = 0; i < atOnce; i++)
        {
            _places.Writer.TryWrite(true);
        }
    }

    /// <summary>Runs a job when it is its turn; false when too much waits.</summary>
    public bool TryPost(string viewer, Action job)
    {
        lock (_gate)
        {
            int mine = _ofViewer.GetValueOrDefault(viewer);
            if (mine >= _mostOfViewer || _all >= _most)
            {
                return false;
            }

            _ofViewer[viewer] = mine + 1;
            _all++;
        }

        _ = Task.Run(() => RunAsync(viewer, job));
        return true;
    }

    private async Task RunAsync(string viewer, Action job)
    {
        await _places.Reader.ReadAsync().ConfigureAwait(false);
        try
        {
            job();
        }
        finally
        {
            _places.Writer.TryWrite(true);
            Forget(viewer);
        }
    }

    private void Forget(string viewer)
    {
        lock (_gate)
        {
            _all--;
            int left = _ofViewer[viewer] - 1;
            if (left == 0)
            {
                _ofViewer.Remove(viewer);
            }
            else
            {
                _ofViewer[viewer] = left;
            }
        }
    }
}
