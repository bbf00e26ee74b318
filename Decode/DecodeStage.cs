using System;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Holds the decoder of the current generation and takes one unit through it.</summary>
/// <remarks>Threads: decode thread only.</remarks>
internal sealed class DecodeStage : IDisposable
{
    private readonly DecodeWorkerOptions _options;
    private readonly DecodeTally _tally;
    private IVideoDecoder? _decoder;
    private VideoCodec _codec;
    private int _generation;
    private int _opened;
    private long _inside;

    /// <summary>The unit whose picture came last. Its number alone would not do: another connection counts anew.</summary>
    private (uint Sequence, long FirstByteTicks)? _delivered;

    internal DecodeStage(DecodeWorkerOptions options, DecodeTally tally)
    {
        _options = options;
        _tally = tally;
    }

    /// <summary>The last error, for reports; null when there was none.</summary>
    internal string? LastError { get; private set; }

    internal string? DecoderName { get; private set; }

    /// <summary>Decodes one unit, which it consumes, and hands out every picture that is ready. Null when all is well, else why the
    /// references are lost.</summary>
    internal GateReason? Run(ref EncodedUnit unit, bool isKey, int generation, StreamConfiguration? configuration)
    {
        if (isKey && _inside > 0)
        {
            // The decoder holds pictures back or swallowed some: a key frame needs nothing of the past, a new decoder has no bad habits.
            Drop();
        }

        bool prepared = UnitPreparation.TryPrepare(ref unit, isKey, _options.Copies);
        if (!prepared || !TryOpen(unit.Header.Codec, generation, configuration))
        {
            unit.Buffer.Return();
            _tally.CountDecodeErrors(1);
            return prepared ? GateReason.NoDecoder : GateReason.DecodeError;
        }

        _inside++;
        SubmitResult submitted = _decoder!.Submit(unit);
        if (submitted == SubmitResult.Full)
        {
            unit.Buffer.Return();
            return Lose("The decoder is full although every picture was taken out.");
        }

        return Drain(intact: submitted == SubmitResult.Accepted);
    }

    /// <summary>Drops the decoder; the next unit opens a new one.</summary>
    internal void Drop()
    {
        _decoder?.Dispose();
        _decoder = null;
        _tally.CountDecodeErrors(_inside);
        _inside = 0;
        _delivered = null;
    }

    public void Dispose() => Drop();

    private bool TryOpen(VideoCodec codec, int generation, StreamConfiguration? configuration)
    {
        if (_decoder is not null && _codec == codec && _generation == generation)
        {
            return true;
        }

        Drop();
        try
        {
            _decoder = _options.OpenDecoder(new DecoderOptions
            {
                Codec = codec,
                Ledger = _options.Ledger,
                Time = _options.Time,
                Threads = _options.Threads,
                Generation = ++_opened,
                Copies = _options.Copies,
                ParameterSets = configuration?.Codec == codec ? configuration.ParameterSets : default,
            });
        }
        catch (FathomException error)
        {
            LastError = error.Message;
            _tally.CountFault();
            return false;
        }

        DecoderName = _decoder.Name;
        _codec = codec;
        _generation = generation;
        _tally.CountDecoderOpened();
        return true;
    }

    private GateReason? Drain(bool intact)
    {
        while (true)
        {
            ReceiveResult result = _decoder!.TryReceive(out FrameLease lease);
            switch (result)
            {
                case ReceiveResult.Frame when (lease.Info.Sequence, lease.Info.FirstByteTicks) == _delivered:
                    // A unit with more pictures in it than one: nobody could say what the others show, and some decoders give them late.
                    lease.Release(LeaseRole.Decoder);
                    break;
                case ReceiveResult.Frame:
                    _inside--;
                    _delivered = (lease.Info.Sequence, lease.Info.FirstByteTicks);
                    lease.Acquire(LeaseRole.Presenter);
                    lease.Release(LeaseRole.Decoder);
                    try
                    {
                        _options.Sink.OnFrame(lease);
                    }
                    finally
                    {
                        // Afterwards: who sees that everything is counted may count on the sink having had it.
                        _tally.CountDelivered();
                    }

                    break;
                case ReceiveResult.NoLeaseFree:
                    _inside--;
                    _tally.CountOverCapacity();
                    break;
                case ReceiveResult.NeedsInput:
                    return intact ? null : Lose("The decoder found an error in the unit.");
                case ReceiveResult.UnknownLayout:
                    return Lose("The pictures have a layout that nothing here can show.");
                case ReceiveResult.InvalidData:
                case ReceiveResult.Failed:
                default:
                    return Lose("The decoder found an error in the stream.");
            }
        }
    }

    /// <summary>The references are lost. A flush would keep what the decoder learned from broken parameter sets, so the next key frame gets a
    /// new one.</summary>
    private GateReason Lose(string why)
    {
        LastError = why;
        Drop();
        return GateReason.DecodeError;
    }
}
