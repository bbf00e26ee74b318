using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.Protocol.Pixel;

/// <summary>Cuts a stream of NAL units with start codes (a file, a pipe from an encoder) into access units. H.264 and HEVC.</summary>
/// <remarks>Nothing is copied: a unit is a part of the pipe's own buffers, and valid until the next one is asked for. <b>Threads:</b> one at a time.</remarks>
public sealed class AnnexBUnitReader
{
    private const int JudgedBytes = 3;
    private static readonly byte[] s_startCode = [0, 0, 1];

    private readonly PipeReader _input;
    private readonly VideoCodec _codec;
    private readonly int _maxUnitBytes;
    private SequencePosition? _taken;
    private long _scanned;
    private bool _hasPicture;

    /// <summary>Reads from a pipe, which stays the caller's to complete.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="codec">H.264 or HEVC.</param>
    /// <param name="maxUnitBytes">A longer unit is an error, so that a stream without start codes does not fill the memory.</param>
    public AnnexBUnitReader(PipeReader input, VideoCodec codec, int maxUnitBytes = 64 << 20)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (codec is not (VideoCodec.H264 or VideoCodec.Hevc))
        {
            throw new ArgumentException($"{codec} has no start codes.", nameof(codec));
        }

        _input = input;
        _codec = codec;
        _maxUnitBytes = maxUnitBytes;
    }

    /// <summary>The access unit that was found, with its start codes.</summary>
    public ReadOnlySequence<byte> Current { get; private set; }

    /// <summary>Goes to the next access unit. False at the end of the stream.</summary>
    /// <exception cref="FathomException">A unit is longer than allowed.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation = default)
    {
        if (_taken is { } taken)
        {
            _input.AdvanceTo(taken);
            _taken = null;
        }

        while (true)
        {
            ReadResult result = await _input.ReadAsync(cancellation).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            long end = FindEnd(buffer, result.IsCompleted);
            if (end > 0)
            {
                Current = buffer.Slice(0, end);
                _taken = buffer.GetPosition(end);
                _scanned = 0;
                _hasPicture = false;
                return true;
            }

            if (result.IsCompleted)
            {
                _input.AdvanceTo(buffer.End);
                Current = default;
                return false;
            }

            if (buffer.Length > _maxUnitBytes)
            {
                _input.AdvanceTo(buffer.Start);
                throw new FathomException(
                    ExitCode.Rejected,
                    "Cannot cut the video stream into pictures.",
                    $"There is no end of a picture within {_maxUnitBytes} bytes.",
                    "Check that it is a raw H.264 or HEVC stream with start codes, not an MP4 file.");
            }

            _input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Where the first unit ends; 0 when that is not in the buffer yet, or when there is nothing.</summary>
    private long FindEnd(in ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        Span<byte> judged = stackalloc byte[JudgedBytes];
        var reader = new SequenceReader<byte>(buffer);
        reader.Advance(Math.Min(_scanned, buffer.Length));
        while (reader.TryReadTo(out ReadOnlySequence<byte> _, s_startCode))
        {
            long unit = reader.Consumed;
            int length = (int)Math.Min(JudgedBytes, reader.Remaining);
            if (length < JudgedBytes && !isCompleted)
            {
                _scanned = unit - s_startCode.Length;
                return 0;
            }

            judged.Clear();
            buffer.Slice(unit, length).CopyTo(judged);
            if (_hasPicture && BeginsUnit(judged, out _))
            {
                long start = unit - s_startCode.Length;
                return start > 0 && buffer.Slice(start - 1, 1).FirstSpan[0] == 0 ? start - 1 : start;
            }

            BeginsUnit(judged, out bool isPicture);
            _hasPicture |= isPicture;
            _scanned = unit;
        }

        _scanned = Math.Max(_scanned, buffer.Length - s_startCode.Length + 1);
        return isCompleted ? buffer.Length : 0;
    }

    /// <summary>Whether a NAL unit, coming after a picture, belongs to the next one.</summary>
    private bool BeginsUnit(ReadOnlySpan<byte> unit, out bool isPicture)
    {
        if (_codec == VideoCodec.H264)
        {
            int type = NalFormat.AvcNalType(unit);
            isPicture = type is >= 1 and <= 5;

            // first_mb_in_slice = 0 is a single one bit.
            return isPicture ? type is not (3 or 4) && (unit[1] & 0x80) != 0 : type is >= 6 and <= 9 or >= 14 and <= 18;
        }

        int kind = NalFormat.HevcNalType(unit);
        isPicture = kind < 32;
        return isPicture ? (unit[2] & 0x80) != 0 : kind is >= 32 and <= 35 or 39 or >= 41 and <= 44 or >= 48 and <= 55;
    }
}
