using System;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode.Media;

/// <summary>Decodes the pictures of a local file, in the order in which they are shown. The way is the network's: unit, preparation, decoder,
/// lease; only streams that reorder their pictures are left in their order.</summary>
/// <remarks>Threads: one at a time. Leases may outlive the decoder.</remarks>
public sealed class VideoFileDecoder : IDisposable
{
    private readonly MediaFile _file;
    private readonly NativeBufferPool _pool = new();
    private readonly MediaUnitReader _units;
    private readonly IVideoDecoder _decoder;
    private readonly CopyLedger? _copies;
    private bool _draining;

    private VideoFileDecoder(MediaFile file, MediaStream stream, Func<DecoderOptions, IVideoDecoder> open, DecoderOptions options)
    {
        _file = file;
        Stream = stream;
        _copies = options.Copies;
        _units = new MediaUnitReader(file, stream, _pool, options.Time);
        _decoder = open(options);
    }

    /// <summary>The stream that is decoded.</summary>
    public MediaStream Stream { get; }

    /// <summary>The container, for example "matroska,webm".</summary>
    public string Format => _file.Format;

    /// <summary>The decoder in use.</summary>
    public string DecoderName => _decoder.Name;

    /// <summary>Units that the decoder found wrong.</summary>
    public long Errors { get; private set; }

    /// <summary>Units handed to the decoder so far.</summary>
    public long Units { get; private set; }

    /// <summary>Opens a file; throws a <see cref="FathomException"/> when it, its codec or a library is not usable.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Ledger, clock, threads and counters; the codec and what belongs to it come from the file.</param>
    /// <param name="open">Opens the decoder; the software one unless said otherwise.</param>
    public static VideoFileDecoder Open(string path, DecoderOptions options, Func<DecoderOptions, IVideoDecoder>? open = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = MediaFile.Open(path);
        VideoFileDecoder? decoder = null;
        try
        {
            MediaStream stream = file.RequireVideo();
            return decoder = new VideoFileDecoder(file, stream, open ?? FfmpegDecoder.Open, options with
            {
                Codec = stream.Codec ?? default,
                Stream = stream,
                ParameterSets = stream.Extradata,
                KeepsOrder = stream.ReorderedFrames > 0,
            });
        }
        finally
        {
            if (decoder is null)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Decodes up to the next picture. False at the end of the file. The decoder role is held once and is the caller's.</summary>
    public bool TryRead(out FrameLease lease)
    {
        while (true)
        {
            switch (_decoder.TryReceive(out lease))
            {
                case ReceiveResult.Frame:
                    return true;
                case ReceiveResult.NoLeaseFree:
                    continue;
                case ReceiveResult.NeedsInput when _draining:
                    return false;
                case ReceiveResult.NeedsInput:
                    Feed();
                    continue;
                default:
                    Errors++;
                    if (_draining)
                    {
                        return false;
                    }

                    Feed();
                    continue;
            }
        }
    }

    /// <summary>Goes to the last key frame at or before a time. False when the container cannot.</summary>
    public bool TrySeek(TimeSpan position)
    {
        _decoder.Flush();
        _draining = false;
        return _file.TrySeek(Stream, position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _file.Dispose();
        _pool.Dispose();
    }

    private void Feed()
    {
        switch (_units.TryRead(out EncodedUnit unit))
        {
            case MediaReadResult.Packet:
                Submit(ref unit);
                break;
            case MediaReadResult.NoBuffer:
                Errors++;
                break;
            case MediaReadResult.Failed:
                Errors++;
                EndInput();
                break;
            default:
                EndInput();
                break;
        }
    }

    private void Submit(ref EncodedUnit unit)
    {
        bool mayRewrite = Stream.ReorderedFrames == 0
            && (unit.Header.IsKeyframe || NalFormat.IsKeyframe(unit.Header.Codec, unit.Payload));
        Units++;
        if (!UnitPreparation.TryPrepare(ref unit, mayRewrite, _copies))
        {
            unit.Buffer.Return();
            Errors++;
        }
        else if (_decoder.Submit(unit) == SubmitResult.Full)
        {
            unit.Buffer.Return();
            Errors++;
        }
    }

    private void EndInput()
    {
        _draining = true;
        _decoder.Drain();
    }
}
