using System;
using System.Buffers;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Bench.Protocol;

/// <summary>The two frames of a slider drag: the notice that comes for every step, and the intent that goes out.</summary>
[MemoryDiagnoser]
[BenchmarkCategory(AllocationGate.Category)]
public class StateFrameBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private byte[] _dims = [];
    private StateUpdate? _update;

    [GlobalSetup]
    public void Prepare()
    {
        _dims = """{"type":"notify.dims","version":2,"session":"0f8fad5b-d9cb-469f-a165-70867728950e","frame_id":"6bec34eb","timestamp":1759179000.123456,"payload":{"step":[3,8,0,0],"current_step":[3,8,0,0],"levels":[{"index":0,"shape":[9,16,128,160],"downsample":[1.0,1.0,1.0,1.0],"path":"level_00"},{"index":1,"shape":[9,8,64,80],"downsample":[1.0,2.0,2.0,2.0],"path":"level_01"}],"current_level":0,"mode":"plane","ndisplay":2,"level_shapes":[[9,16,128,160],[9,8,64,80]],"downgraded":false,"axis_labels":["t","z","y","x"],"order":[0,1,2,3],"displayed":[2,3]}}"""u8.ToArray();
        var envelope = new Envelope { Session = "0f8fad5b", FrameId = "state-1", IntentId = "intent-1", Timestamp = 1759179000.123456 };
        _update = new StateUpdate(envelope, new PropertyKey("dims", "z", "index"), 5);
        if (ReadDims() is not NotifyDims { Ndisplay: 2 } || WriteUpdate() == 0)
        {
            throw new InvalidOperationException("The frames of the benchmark are not what they should be.");
        }
    }

    [Benchmark]
    public Message? ReadDims() => MessageReader.TryRead(_dims, out Message? message, out _) ? message : null;

    [Benchmark]
    public int WriteUpdate()
    {
        _output.ResetWrittenCount();
        MessageWriter.Write(_output, _update!);
        return _output.WrittenCount;
    }
}
