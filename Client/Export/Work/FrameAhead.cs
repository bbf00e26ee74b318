using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Remote;

namespace Fathom.Client.Export.Work;

/// <summary>Asks for the pictures of a worker a few ahead of the one it works on, across the ends of parts, and hands them out in order.</summary>
/// <remarks>Threads: the worker's. Ownership: of the pictures that were not taken.</remarks>
internal sealed class FrameAhead : IDisposable
{
    private static readonly TimeSpan s_lastPictures = TimeSpan.FromSeconds(5);

    private readonly IEnumerator<(int Part, int Frame)> _frames;
    private readonly Func<int, CancellationToken, Task<RemotePicture>> _render;
    private readonly int _depth;
    private readonly Queue<Asked> _asked = new();
    private readonly CancellationTokenSource _cancel;
    private bool _atEnd;

    /// <summary>Begins; nothing is asked for yet.</summary>
    /// <param name="frames">What is wanted, in order; looked at no further than asked for.</param>
    /// <param name="render">Asks for the picture of a frame.</param>
    /// <param name="depth">How many are asked for at once.</param>
    /// <param name="cancel">Ends every wait.</param>
    public FrameAhead(IEnumerable<(int Part, int Frame)> frames, Func<int, CancellationToken, Task<RemotePicture>> render, int depth, CancellationToken cancel)
    {
        _frames = frames.GetEnumerator();
        _render = render;
        _depth = depth;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }

    /// <summary>Waits for the next picture, which is then the caller's; false when there are no more.</summary>
    public bool TryTake(out int part, out int frame, out RemotePicture picture)
    {
        while (_asked.Count < _depth && !_atEnd)
        {
            _atEnd = !_frames.MoveNext();
            if (!_atEnd)
            {
                _asked.Enqueue(new Asked(_frames.Current.Part, _frames.Current.Frame, _render(_frames.Current.Frame, _cancel.Token)));
            }
        }

        (part, frame, picture) = (0, 0, null!);
        if (!_asked.TryPeek(out Asked? next))
        {
            return false;
        }

        picture = next.Wait(_cancel.Token);
        (part, frame) = (next.Part, next.Frame);
        _asked.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancel.Cancel();
        foreach (Asked asked in _asked)
        {
            asked.Release(s_lastPictures);
        }

        _asked.Clear();
        _frames.Dispose();
        _cancel.Dispose();
    }

    private sealed class Asked
    {
        private readonly Task _coming;
        private RemotePicture? _picture;

        internal Asked(int part, int frame, Task<RemotePicture> render)
        {
            Part = part;
            Frame = frame;
            _coming = KeepAsync(render);
        }

        internal int Part { get; }

        internal int Frame { get; }

        /// <summary>A worker has nothing to do but to wait: it owns the thread and the GL context on it.</summary>
        internal RemotePicture Wait(CancellationToken cancel)
        {
            try
            {
                _coming.Wait(Timeout.InfiniteTimeSpan, cancel);
            }
            catch (AggregateException error)
            {
                ExceptionDispatchInfo.Throw(error.InnerException!);
            }

            return _picture!;
        }

        /// <summary>Gives back a picture that nobody wants, now or when it comes.</summary>
        internal void Release(TimeSpan patience) => ReleaseAsync().Wait(patience);

        private async Task KeepAsync(Task<RemotePicture> render) => _picture = await render.ConfigureAwait(false);

        private async Task ReleaseAsync()
        {
            await _coming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _picture?.Dispose();
        }
    }
}
