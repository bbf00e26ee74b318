using System;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>The way into a codec context: units become packets that FFmpeg reads where they lie, and what is known about each is kept until its
/// picture comes out.</summary>
/// <remarks>Threads: decode thread. FFmpeg frees a packet's buffer on whichever of its threads lets go last; the buffer then goes back to its pool.</remarks>
internal sealed unsafe class DecoderInput : IDisposable
{
    private const int Remembered = 64;

    private readonly DecoderOptions _options;
    private readonly AvContext _context;
    private readonly string _path;
    private readonly FrameInfo[] _submitted = new FrameInfo[Remembered];
    private readonly int _errorLines;
    private byte* _packet;
    private long _nextPts;
    private bool _packetPending;
    private long _errorsSeen;

    /// <summary>The way into an open context, which stays the caller's.</summary>
    internal DecoderInput(DecoderOptions options, AvContext context, string path)
    {
        _options = options;
        _context = context;
        _path = path;
        _packet = LibAvCodec.av_packet_alloc();
        _errorLines = AvLog.Watch(context.Pointer);
        _errorsSeen = AvLog.CountOf(_errorLines);
    }

    /// <summary>Hands over one unit. Unless the answer is <see cref="SubmitResult.Full"/>, its buffer is FFmpeg's now.</summary>
    internal SubmitResult Submit(in EncodedUnit unit)
    {
        if (_packetPending)
        {
            return SubmitResult.Full;
        }

        NativeBuffer buffer = unit.Buffer;
        buffer.Length = unit.Offset + unit.Length;
        long pts = _nextPts++;
        Remember(unit, pts);
        void* reference = LibAvUtil.av_buffer_create((byte*)buffer.Address, (nuint)(buffer.Length + NativeBuffer.Padding), &OnPacketFreed, (void*)buffer.Handle, 0);
        if (reference == null)
        {
            buffer.Return();
            return SubmitResult.Failed;
        }

        *(void**)(_packet + AvLayout.PacketBuf) = reference;
        *(byte**)(_packet + AvLayout.PacketData) = (byte*)buffer.Address + unit.Offset;
        *(int*)(_packet + AvLayout.PacketSize) = unit.Length;
        *(long*)(_packet + AvLayout.PacketPts) = pts;
        *(int*)(_packet + AvLayout.PacketFlags) = unit.Header.IsKeyframe ? 1 : 0;
        return Send();
    }

    /// <summary>Sends what the context would not take before. True when it failed now.</summary>
    internal bool IsRefusedAgain() => _packetPending && Send() is SubmitResult.InvalidData or SubmitResult.Failed;

    /// <summary>FFmpeg conceals much damage without a word to its caller; pictures made after it are wrong, sometimes beyond the next key
    /// frame. Its log knows.</summary>
    internal bool HasNewErrors()
    {
        long seen = _errorsSeen;
        _errorsSeen = AvLog.CountOf(_errorLines);
        return _errorsSeen != seen;
    }

    /// <summary>What was known about the unit with this stamp.</summary>
    internal FrameInfo Recall(long pts) => pts >= 0 && pts < _nextPts && pts >= _nextPts - Remembered ? _submitted[pts % Remembered] : default;

    /// <summary>Forgets the packet that is still outside; the context must be flushed, too.</summary>
    internal void Flush()
    {
        LibAvCodec.av_packet_unref(_packet);
        _packetPending = false;
    }

    /// <summary>Frees the packet, before the context goes.</summary>
    public void Dispose()
    {
        byte* packet = _packet;
        _packet = null;
        if (packet != null)
        {
            LibAvCodec.av_packet_free(&packet);
            AvLog.Unwatch(_errorLines);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnPacketFreed(void* opaque, byte* data)
    {
        try
        {
            if (GCHandle.FromIntPtr((nint)opaque).Target is NativeBuffer buffer)
            {
                buffer.Return();
            }
        }

        // Boundary: called by FFmpeg; an exception in a native frame would end the process.
        catch (Exception)
        {
            AvLog.CountFault();
        }
    }

    private SubmitResult Send()
    {
        int result = LibAvCodec.avcodec_send_packet(_context.Pointer, _packet);
        _packetPending = result == AvError.AVERROR_EAGAIN;
        if (_packetPending)
        {
            return SubmitResult.Accepted;
        }

        LibAvCodec.av_packet_unref(_packet);
        return result >= 0 ? SubmitResult.Accepted
            : result == AvError.AVERROR_INVALIDDATA ? SubmitResult.InvalidData
            : SubmitResult.Failed;
    }

    private void Remember(in EncodedUnit unit, long pts) => _submitted[pts % Remembered] = new FrameInfo
    {
        Sequence = unit.Header.Sequence,
        ServerTimestamp = unit.Header.Timestamp,
        IsKeyframe = unit.Header.IsKeyframe,
        HasView = unit.HasView,
        View = unit.View,
        Bytes = unit.Length,
        FirstByteTicks = unit.FirstByteTicks,
        LastByteTicks = unit.LastByteTicks,
        DecodeSubmitTicks = _options.Time.GetTimestamp(),
        Generation = _options.Generation,
        Path = _path,
    };
}
