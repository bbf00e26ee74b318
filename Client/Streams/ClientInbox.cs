using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Fathom.Client.Streams;

/// <summary>The bounded queue of values to the main thread.</summary>
/// <remarks>
/// Threads: any thread posts; the main thread reads.
/// Full queue: network loops wait, so that the server feels it and no message is lost; the decode thread must not wait, so its
/// news is dropped and counted (the next news says the same again).
/// </remarks>
internal sealed class ClientInbox
{
    private const int Capacity = 1024;

    private readonly Channel<ClientEvent> _events = Channel.CreateBounded<ClientEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Action _wake;
    private long _dropped;

    /// <summary>Creates an empty inbox that calls <paramref name="wake"/> after each post.</summary>
    public ClientInbox(Action wake)
    {
        _wake = wake;
    }

    /// <summary>News that found the queue full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Posts, waiting for room.</summary>
    public async ValueTask PostAsync(ClientEvent value, CancellationToken stop)
    {
        await _events.Writer.WriteAsync(value, stop).ConfigureAwait(false);
        _wake();
    }

    /// <summary>Posts if there is room.</summary>
    public void Post(ClientEvent value)
    {
        if (_events.Writer.TryWrite(value))
        {
            _wake();
        }
        else
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Takes the oldest value, on the main thread.</summary>
    public bool TryTake(out ClientEvent? value) => _events.Reader.TryRead(out value);
}
