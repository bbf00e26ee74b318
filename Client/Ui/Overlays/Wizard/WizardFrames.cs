using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Ui;

/// <summary>The whole frames of the video that is calibrated: opened and decoded in the background, the newest wish only.</summary>
/// <remarks>
/// Threads: main thread; the work runs on the pool, one piece at a time, and a wake says that there is something to take. Ownership: of the reader, which goes with
/// whatever work is under way when this is disposed.
/// </remarks>
internal sealed class WizardFrames : IDisposable
{
    private const int KeptFrames = 40;
    private const long KeptBytes = 96L << 20;

    private readonly Lock _gate = new();
    private readonly Action _wake;
    private readonly CancellationTokenSource _stop = new();
    private OverlayVideoReader? _reader;
    private FathomException? _error;
    private LocalFrame _read;
    private string? _why;
    private int _wanted;
    private int _done = -1;
    private bool _isBusy;
    private bool _isClosed;

    /// <summary>Begins to open a video.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frameRate">Frames a second of what has no times of its own; 0 for the file's.</param>
    /// <param name="first">The frame to begin with.</param>
    /// <param name="wake">Wakes the main thread. Any thread.</param>
    public WizardFrames(string path, double frameRate, int first, Action wake)
    {
        _wake = wake;
        _wanted = Math.Max(0, first);
        _isBusy = true;
        var options = new VideoReaderOptions { CacheFrames = KeptFrames, CacheBytes = KeptBytes, FrameRate = frameRate, Cancel = _stop.Token };
        _ = Task.Run(() => Open(path, options));
    }

    /// <summary>Why the video cannot be opened; null while it can.</summary>
    public FathomException? Error => Volatile.Read(ref _error);

    /// <summary>The size of its whole frames; not valid until it is open.</summary>
    public SizePx Size => Reader?.OriginalSize ?? default;

    /// <summary>How many frames there are; 0 until it is open.</summary>
    public int Count => Reader?.FrameCount ?? 0;

    /// <summary>The frame that was asked for last.</summary>
    public int Wanted
    {
        get
        {
            lock (_gate)
            {
                return _wanted;
            }
        }
    }

    private OverlayVideoReader? Reader => Volatile.Read(ref _reader);

    /// <summary>When a frame is shown, on the video's clock.</summary>
    public double TimeOf(int frame) => Reader is { } reader && (uint)frame < (uint)reader.FrameCount ? reader.Timestamps.Span[frame] : 0;

    /// <summary>Asks for a frame; what was asked for before and is not there yet is given up.</summary>
    public void Want(int frame)
    {
        lock (_gate)
        {
            _wanted = Count > 0 ? Math.Clamp(frame, 0, Count - 1) : Math.Max(0, frame);
            if (_isBusy || _isClosed || _reader is null || _wanted == _done)
            {
                return;
            }

            _isBusy = true;
        }

        _ = Task.Run(Work);
    }

    /// <summary>Takes what came: a frame, which the caller disposes, or why there is none. False where nothing is new.</summary>
    public bool TryTake(out LocalFrame frame, out string? why)
    {
        lock (_gate)
        {
            (frame, why) = (_read, _why);
            (_read, _why) = (default, null);
            return !frame.IsNull || why is not null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _stop.Cancel();
            if (_isBusy)
            {
                return;
            }
        }

        End();
    }

    private void Open(string path, VideoReaderOptions options)
    {
        try
        {
            OverlayVideoReader reader = OverlayVideoReader.Open(path, options);
            lock (_gate)
            {
                _wanted = Math.Clamp(_wanted, 0, reader.FrameCount - 1);
                Volatile.Write(ref _reader, reader);
            }
        }
        catch (OperationCanceledException)
        {
            // Closed before it was open.
        }
        catch (FathomException told)
        {
            Volatile.Write(ref _error, told);
        }

        // Boundary: the outermost wrapper of work on a file that anybody may have written; without it the wizard would wait for ever.
        catch (Exception bug)
        {
            Volatile.Write(ref _error, new FathomException(
                ExitCode.Bug, $"Cannot show {path}.", $"{bug.GetType().Name}: {bug.Message}", "This is a mistake in Fathom: please report it with the file.", bug));
        }

        _wake();
        Work();
    }

    private void Work()
    {
        while (TryBegin(out int frame))
        {
            LocalReadResult result = _reader!.TryRead(frame, out LocalFrame picture, _stop.Token);
            lock (_gate)
            {
                _read.Dispose();
                (_read, _done) = (picture, frame);
                _why = result is LocalReadResult.Frame or LocalReadResult.Cancelled ? null : $"Frame {frame} cannot be shown: {Reason(result, frame)}";
            }

            _wake();
        }
    }

    private string Reason(LocalReadResult result, int frame) => result == LocalReadResult.Undecodable ? _reader!.WhyNot(frame) : result.ToString();

    /// <summary>The next frame to read; false when there is nothing to do, and nobody may work on from here.</summary>
    private bool TryBegin(out int frame)
    {
        lock (_gate)
        {
            frame = _wanted;
            if (!_isClosed && _reader is not null && _wanted != _done)
            {
                return true;
            }

            _isBusy = false;
            if (!_isClosed)
            {
                return false;
            }
        }

        End();
        return false;
    }

    private void End()
    {
        _read.Dispose();
        _read = default;
        _reader?.Dispose();
        _stop.Dispose();
    }
}
