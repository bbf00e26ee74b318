using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>One access unit as it came from the pixel channel: 4-byte lengths before each NAL for H.264 and HEVC, raw for AV1.</summary>
/// <remarks>Ownership: the buffer moves with the unit to whoever accepts it; that one returns it.</remarks>
public struct EncodedUnit
{
    /// <summary>The memory that holds the whole pixel message.</summary>
    public NativeBuffer Buffer { get; set; }

    /// <summary>Where the payload begins in the buffer.</summary>
    public int Offset { get; set; }

    /// <summary>Bytes of payload.</summary>
    public int Length { get; set; }

    /// <summary>The pixel header.</summary>
    public PixelHeader Header { get; set; }

    /// <summary>Whether <see cref="View"/> was sent.</summary>
    public bool HasView { get; set; }

    /// <summary>Which state the picture shows.</summary>
    public FrameView View { get; set; }

    /// <summary>When the first byte of the message had arrived.</summary>
    public long FirstByteTicks { get; set; }

    /// <summary>When the last byte of the message had arrived.</summary>
    public long LastByteTicks { get; set; }

    /// <summary>The payload.</summary>
    public readonly Span<byte> Payload => Buffer.GetSpan().Slice(Offset, Length);
}
