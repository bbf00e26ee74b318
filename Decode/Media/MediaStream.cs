using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode.Media;

/// <summary>One stream of a file, as the container and a first look into it describe it.</summary>
public sealed record MediaStream
{
    /// <summary>Its number in the file.</summary>
    public required int Index { get; init; }

    /// <summary>What it holds.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>FFmpeg's name of the codec, for example "h264" or "vp9".</summary>
    public required string CodecName { get; init; }

    /// <summary>The codec where it is one of the pixel channel's, else null.</summary>
    public VideoCodec? Codec { get; init; }

    /// <summary>Columns; 0 when not known.</summary>
    public int Width { get; init; }

    /// <summary>Rows; 0 when not known.</summary>
    public int Height { get; init; }

    /// <summary>What one tick of its timestamps is.</summary>
    public required MediaTimeBase TimeBase { get; init; }

    /// <summary>The first timestamp, or <see cref="MediaPacket.NoTime"/>.</summary>
    public long StartTicks { get; init; } = MediaPacket.NoTime;

    /// <summary>How long it lasts, or <see cref="MediaPacket.NoTime"/>.</summary>
    public long DurationTicks { get; init; } = MediaPacket.NoTime;

    /// <summary>Pictures a second; 0 when not known.</summary>
    public double FrameRate { get; init; }

    /// <summary>Pictures that a decoder must hold back to give them in order; 0 in streams made for low delay.</summary>
    public int ReorderedFrames { get; init; }

    /// <summary>What the container holds outside the packets: parameter sets or a configuration record (avcC, hvcC, av1C).</summary>
    public ReadOnlyMemory<byte> Extradata { get; init; }

    /// <summary>Bytes of the length in front of each NAL unit; 0 where units have start codes, or are none (AV1 and others).</summary>
    public int NalLengthSize { get; init; }

    /// <summary>A picture that stands for the file, as on the sleeve of a record, and is no video.</summary>
    public bool IsCover { get; init; }

    /// <summary>By how many degrees, clockwise, the file asks to be turned when it is shown; 0 for as it is stored, and where FFmpeg does not say.</summary>
    public double ShownTurned { get; init; }

    /// <summary>Whether it asks to be shown mirrored.</summary>
    public bool ShownMirrored { get; init; }

    /// <summary>How wide a pixel is, measured by its height; 1 for square ones, and where the file does not say.</summary>
    public double PixelAspect { get; init; } = 1;

    internal int CodecId { get; init; }

    /// <summary>The library's own description; only while the file is open.</summary>
    internal nint Parameters { get; init; }

    /// <summary>How long it lasts; null when the file does not say.</summary>
    public TimeSpan? Duration => DurationTicks == MediaPacket.NoTime ? null : TimeSpan.FromSeconds(TimeBase.ToSeconds(DurationTicks));
}
