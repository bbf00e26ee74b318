using System;
using System.Threading;

namespace Fathom.VolumeServer.Serving;

/// <summary>
/// The data of an exhibit, and who reads them beside the pictures: they are closed when they are no longer shown and the last such reader has gone.
/// </summary>
/// <remarks>Threads: any. Ownership: owns the data from the start.</remarks>
internal sealed class ExhibitData : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly IDisposable _data;
    private int _readers;
    private bool _isOver;

    public ExhibitData(IDisposable data)
    {
        _data = data;
        Gone = _gone.Token;
    }

    /// <summary>Tells readers that nobody needs what they read any more.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Begins to read; false when the data are no longer shown. Who got true calls <see cref="EndReading"/>.</summary>
    public bool TryBeginReading()
    {
        lock (_gate)
        {
            _readers += _isOver ? 0 : 1;
            return !_isOver;
        }
    }

    public void EndReading()
    {
        bool isLast;
        lock (_gate)
        {
            isLast = --_readers == 0 && _isOver;
        }

        if (isLast)
        {
            Close();
        }
    }

    public void Dispose()
    {
        bool isUnread;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            isUnread = _readers == 0;
            _readers += isUnread ? 0 : 1;
        }

        if (isUnread)
        {
            Close();
            return;
        }

        // Counted as a reader meanwhile, so that what is cancelled is still there.
        _gone.Cancel();
        EndReading();
    }

    private void Close()
    {
        _data.Dispose();
        _gone.Dispose();
    }
}
