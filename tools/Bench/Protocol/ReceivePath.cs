using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;

namespace Fathom.Bench.Protocol;

/// <summary>
/// Which way from socket to decoder is cheaper for messages: pooled native memory that the socket fills and the decoder reads, or a pipe in
/// between? Either way the socket's fragments are copied once by the system (here: by this program); the pipe adds the copy into the
/// padded, contiguous memory that decoders want.
/// </summary>
[MemoryDiagnoser]
public class ReceivePath
{
    private const int Fragment = 16384;
    private static readonly NativeBufferPool s_pool = new();

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: Fragment, useSynchronizationContext: false));
    private byte[] _message = [];

    /// <summary>A delta frame, and a key frame.</summary>
    [Params(30_000, 300_000)]
    public int MessageBytes { get; set; }

    [GlobalSetup]
    public async Task Make()
    {
        _message = new byte[MessageBytes];
        new Random(1).NextBytes(_message);
        if (NativeSegments() != MessageBytes || await Pipelines() != MessageBytes)
        {
            throw new InvalidOperationException("Bytes are missing.");
        }
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory(AllocationGate.Category)]
    public int NativeSegments()
    {
        NativeBuffer buffer = s_pool.Rent(MessageBytes);
        int length = 0;
        while (length < MessageBytes)
        {
            length += Receive(length, buffer.GetSpan()[length..]);
        }

        buffer.Return();
        return length;
    }

    [Benchmark]
    public async ValueTask<int> Pipelines()
    {
        int length = 0;
        while (length < MessageBytes)
        {
            int received = Receive(length, _pipe.Writer.GetMemory(Fragment).Span);
            _pipe.Writer.Advance(received);
            length += received;
        }

        await _pipe.Writer.FlushAsync();
        ReadResult result = await _pipe.Reader.ReadAsync();
        NativeBuffer buffer = s_pool.Rent((int)result.Buffer.Length);
        result.Buffer.CopyTo(buffer.GetSpan());
        _pipe.Reader.AdvanceTo(result.Buffer.End);
        buffer.Return();
        return length;
    }

    private int Receive(int at, Span<byte> room)
    {
        int length = Math.Min(Math.Min(Fragment, room.Length), MessageBytes - at);
        _message.AsSpan(at, length).CopyTo(room);
        return length;
    }
}
