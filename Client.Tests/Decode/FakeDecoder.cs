using System;
using Fathom.Client.Tests.Fakes;
using Fathom.Decode;

namespace Fathom.Client.Tests.Decode;

/// <summary>Gives one empty picture for each unit, unless it is told to behave otherwise.</summary>
internal sealed class FakeDecoder : IVideoDecoder
{
    private readonly DecoderOptions _options;
    private readonly Func<uint, ReceiveResult> _behaviour;
    private uint? _pending;

    internal FakeDecoder(DecoderOptions options, Func<uint, ReceiveResult>? behaviour = null)
    {
        _options = options;
        _behaviour = behaviour ?? (_ => ReceiveResult.Frame);
    }

    public string Name => "fake";

    internal bool IsDisposed { get; private set; }

    public SubmitResult Submit(in EncodedUnit unit)
    {
        _pending = unit.Header.Sequence;
        unit.Buffer.Return();
        return SubmitResult.Accepted;
    }

    public ReceiveResult TryReceive(out FrameLease lease)
    {
        lease = default;
        if (_pending is not { } sequence)
        {
            return ReceiveResult.NeedsInput;
        }

        _pending = null;
        ReceiveResult result = _behaviour(sequence);
        if (result != ReceiveResult.Frame)
        {
            return result;
        }

        var info = new FrameInfo { Sequence = sequence, Layout = PixelLayout.Gray, Generation = _options.Generation, Path = Name };
        return _options.Ledger.TryOpen(info, default, new CountingBacking(), out lease) ? ReceiveResult.Frame : ReceiveResult.NoLeaseFree;
    }

    public void Flush() => _pending = null;

    public void Dispose() => IsDisposed = true;
}
