using System;
using System.Collections.Generic;
using System.Threading;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Bench.Decode;

/// <summary>What does one small access unit cost through the decode thread: queue, gate, preparation, decoder, lease, and is nothing allocated on the way?</summary>
/// <remarks>320×180, so that handing over shows beside decoding.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
#pragma warning disable CA1001 // Close disposes what Open made.
public class DecodeHandOver
#pragma warning restore CA1001
{
    private static readonly NativeBufferPool s_pool = new();
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly LeaseLedger _ledger = new();
    private readonly Sink _sink = new();
    private List<(byte[] Payload, bool IsKey)> _units = [];
    private DecodeWorker? _worker;
    private uint _sequence;

    [GlobalSetup]
    public void Open()
    {
        _units = CodecClip.Make(320, 180, 60, 1);
        _worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink, Threads = 1 });
        _worker.Start();
        _worker.OnPixelConnected();
        for (int i = 0; i < 2 * _units.Count; i++)
        {
            if (!PostAndDecode())
            {
                throw new InvalidOperationException($"A picture is missing: {_worker.LastError}");
            }
        }
    }

    [GlobalCleanup]
    public void Close() => _worker?.Dispose();

    [Benchmark]
    public bool PostAndDecode()
    {
        (byte[] payload, bool isKey) = _units[(int)(_sequence % (uint)_units.Count)];
        NativeBuffer buffer = s_pool.Rent(payload.Length);
        payload.CopyTo(buffer.GetSpan());
        buffer.Length = payload.Length;
        var header = new PixelHeader(_sequence++, _sequence / 30.0, 320, 180, VideoCodec.H264, isKey, 0);
        return _worker!.TryPost(new EncodedUnit { Buffer = buffer, Length = payload.Length, Header = header }) && _sink.Arrived.Wait(s_patience);
    }

    private sealed class Sink : IFrameSink
    {
        public SemaphoreSlim Arrived { get; } = new(0);

        public void OnFrame(FrameLease lease)
        {
            lease.Release(LeaseRole.Presenter);
            Arrived.Release();
        }

        public void OnGateChanged(GateState state, GateReason reason)
        {
        }

        public void OnKeyframeWanted(GateReason reason)
        {
        }
    }
}
