using System;
using System.Threading;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>One overlay's thread: opens its file, works out its place, decodes the frame that is wanted and, when that is there, those that will be.</summary>
/// <remarks>
/// Threads: owns one, "overlay"; all else is for the main thread, which meets it at its desk.
/// Ownership: of what it opened; the thread disposes that when it ends.
/// </remarks>
internal sealed class OverlayWorker : IOverlayThread, IProgress<double>
{
    /// <summary>Worth telling: a file of hours tells thousands of times.</summary>
    private const double LeastProgress = 0.02;

    private readonly OverlayDesk _desk;
    private readonly OverlayOpener _opener;
    private readonly Action _wake;
    private readonly Thread _thread;
    private double _progress;

    /// <summary>Starts the thread.</summary>
    /// <param name="desk">What is to be done and what was; disposed with the thread.</param>
    /// <param name="open">Opens a video.</param>
    /// <param name="wake">Tells the main thread that there is something to take. Any thread.</param>
    public OverlayWorker(OverlayDesk desk, Func<VideoOverlaySpec, VideoReaderOptions, OverlayVideoReader> open, Action wake)
    {
        _desk = desk;
        _opener = new OverlayOpener(open);
        _wake = wake;
        _thread = new Thread(Run) { Name = "overlay", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How long <see cref="Dispose"/> waits for the thread: a window that is closed does not wait for a slow disk.</summary>
    public TimeSpan EndPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public double Progress => Volatile.Read(ref _progress);

    /// <inheritdoc/>
    public bool HasEnded => _thread.Join(TimeSpan.Zero);

    /// <summary>Ends the thread and waits for that, as long as a packet may take.</summary>
    public void Dispose()
    {
        _desk.RequestStop();
        if (_thread.Join(EndPatience))
        {
            _opener.Dispose();
            _desk.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Report(double value)
    {
        if (value - _progress >= LeastProgress || value < _progress)
        {
            Volatile.Write(ref _progress, value);
            _wake();
        }
    }

    private void Run()
    {
        try
        {
            while (_desk.TryNext(out PlaceOrder? order, out int frame, out CancellationToken cancel))
            {
                Work(order, frame, cancel);
            }
        }
        catch (OperationCanceledException) when (_desk.IsStopping)
        {
            // The stop, while a file was being opened.
        }
        finally
        {
            _desk.Close();
            _opener.Dispose();
        }
    }

    private void Work(PlaceOrder? order, int frame, CancellationToken cancel)
    {
        try
        {
            if (order is not null)
            {
                Answer(_opener.Do(order, this, cancel));
                return;
            }

            LocalReadResult result = _opener.Reader!.TryRead(frame, out LocalFrame picture, cancel);
            Take(frame, result, picture);
        }

        // Boundary: the outermost wrapper of work on a file that anybody may have written; a bug there costs this overlay, not the window.
        catch (Exception error) when (error is not OperationCanceledException || !_desk.IsStopping)
        {
            if (order is null)
            {
                Take(frame, LocalReadResult.Undecodable, default);
                return;
            }

            Answer(new PlaceAnswer(order, _opener.Reader, null, new FathomException(
                ExitCode.Bug, $"Cannot show {order.Spec.Path}.", $"{error.GetType().Name}: {error.Message}", "This is a mistake in Fathom: please report it with the file.", error)));
        }
    }

    private void Answer(PlaceAnswer answer)
    {
        _desk.Answer(answer);
        _wake();
    }

    private void Take(int frame, LocalReadResult result, LocalFrame picture)
    {
        if (_desk.Take(frame, result, picture))
        {
            _wake();
        }
    }
}
