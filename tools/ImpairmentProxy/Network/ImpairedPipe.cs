using System;
using System.Buffers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Fathom.ImpairmentProxy;

/// <summary>One direction of one connection: takes bytes in as far as the link's window allows, gives them out when they are due.</summary>
/// <remarks>
/// Threads: two loops on the pool. Ownership: sockets are the connection's. Holds at most the window; beyond it nothing is
/// read, so that the sender's own socket fills and the sender feels the link, as it would feel a real one.
/// </remarks>
internal sealed class ImpairedPipe : IDisposable
{
    private const int ChunkBytes = 8 * 1024;

    private readonly Socket _from;
    private readonly Socket _to;
    private readonly ImpairedLink _link;
    private readonly LinkDirection _direction;
    private readonly LinkClock _clock;
    private readonly Action<int> _count;
    private readonly Channel<Chunk> _chunks = Channel.CreateUnbounded<Chunk>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim _freed = new(0, 1);
    private long _held;

    /// <summary>Ties two sockets together; <paramref name="count"/> is told of every delivery.</summary>
    public ImpairedPipe(Socket from, Socket to, ImpairedLink link, LinkDirection direction, Action<int> count)
    {
        _from = from;
        _to = to;
        _link = link;
        _direction = direction;
        _clock = link.Clock;
        _count = count;
    }

    /// <summary>Bytes inside.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Runs until the sender has said its last and it is delivered. Throws what the sockets throw.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task intake = EndOthersAsync(TakeInAsync(both.Token), both);
        Task delivery = EndOthersAsync(GiveOutAsync(both.Token), both);
        try
        {
            await Task.WhenAll(intake, delivery).ConfigureAwait(false);
        }
        finally
        {
            while (_chunks.Reader.TryRead(out Chunk left))
            {
                left.Return();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _freed.Dispose();

    private static async Task EndOthersAsync(Task loop, CancellationTokenSource both)
    {
        bool ended = false;
        try
        {
            await loop.ConfigureAwait(false);
            ended = true;
        }
        finally
        {
            if (!ended)
            {
                await both.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task TakeInAsync(CancellationToken stop)
    {
        double last = 0;
        int read;
        do
        {
            while (Held >= _direction.Profile.WindowBytes)
            {
                await _freed.WaitAsync(stop).ConfigureAwait(false);
            }

            byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
            bool given = false;
            try
            {
                read = await _from.ReceiveAsync(buffer.AsMemory(0, ChunkBytes), SocketFlags.None, stop).ConfigureAwait(false);
                last = _direction.Schedule(read, _clock.Now, last);
                _link.NoteHeld(Interlocked.Add(ref _held, read));
                given = _chunks.Writer.TryWrite(new Chunk(buffer, read, last));
            }
            finally
            {
                if (!given)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        while (read > 0);
    }

    private async Task GiveOutAsync(CancellationToken stop)
    {
        while (true)
        {
            Chunk chunk = await _chunks.Reader.ReadAsync(stop).ConfigureAwait(false);
            try
            {
                await _clock.UntilAsync(chunk.Due, stop).ConfigureAwait(false);
                if (chunk.Bytes == 0)
                {
                    // The sender's end of the conversation; the other direction may go on.
                    _to.Shutdown(SocketShutdown.Send);
                    return;
                }

                for (int sent = 0; sent < chunk.Bytes;)
                {
                    sent += await _to.SendAsync(chunk.Buffer.AsMemory(sent, chunk.Bytes - sent), SocketFlags.None, stop).ConfigureAwait(false);
                }
            }
            finally
            {
                chunk.Return();
            }

            Interlocked.Add(ref _held, -chunk.Bytes);
            _count(chunk.Bytes);
            if (_freed.CurrentCount == 0)
            {
                _freed.Release();
            }
        }
    }

    private readonly record struct Chunk(byte[] Buffer, int Bytes, double Due)
    {
        public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
    }
}
