namespace Fathom.Protocol.Pixel;

/// <summary>What a stream says about its pictures before the first one, for any of the three codecs.</summary>
public readonly record struct SequenceParameterSet
{
    /// <summary>The largest width or height that is believed.</summary>
    public const int MaxDimension = 32768;

    /// <summary>The value of <see cref="Primaries"/>, <see cref="Transfer"/> and <see cref="Matrix"/> when the stream does not say.</summary>
    public const byte UnspecifiedColor = 2;

    /// <summary>Starts with what holds when a stream says nothing.</summary>
    public SequenceParameterSet()
    {
    }

    /// <summary>The codec.</summary>
    public VideoCodec Codec { get; init; }

    /// <summary>The width of the coded picture, before cropping.</summary>
    public int CodedWidth { get; init; }

    /// <summary>The height of the coded picture, before cropping.</summary>
    public int CodedHeight { get; init; }

    /// <summary>Luma samples cut off on each side.</summary>
    public PictureCrop Crop { get; init; }

    /// <summary>The width to show.</summary>
    public int Width => CodedWidth - Crop.Left - Crop.Right;

    /// <summary>The height to show.</summary>
    public int Height => CodedHeight - Crop.Top - Crop.Bottom;

    /// <summary>The profile's number in its codec (H.264: 66 baseline, 77 main, 100 high …).</summary>
    public int Profile { get; init; }

    /// <summary>The level's number in its codec (H.264: 31 for 3.1; HEVC: 93; AV1: the index).</summary>
    public int Level { get; init; }

    /// <summary>The constraint flags behind an H.264 profile; 0 for others.</summary>
    public byte Compatibility { get; init; }

    /// <summary>0 monochrome, 1 4:2:0, 2 4:2:2, 3 4:4:4.</summary>
    public int ChromaFormat { get; init; } = 1;

    /// <summary>The bits of a luma sample.</summary>
    public int LumaDepth { get; init; } = 8;

    /// <summary>The bits of a chroma sample.</summary>
    public int ChromaDepth { get; init; } = 8;

    /// <summary>H.264: the order-count type; 2 means that output order is decoding order.</summary>
    public int OrderCountType { get; init; }

    /// <summary>The reference frames in use (H.264).</summary>
    public int ReferenceFrames { get; init; }

    /// <summary>How many frames may precede another in decoding and follow it in output; −1 when the stream does not promise anything.</summary>
    public int MaxReorderFrames { get; init; } = -1;

    /// <summary>How many frames a decoder must be able to hold; −1 when the stream does not say.</summary>
    public int MaxBufferedFrames { get; init; } = -1;

    /// <summary>Whether pictures may be fields.</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>Whether samples use all values, not 16 to 235.</summary>
    public bool IsFullRange { get; init; }

    /// <summary>The colour primaries by ISO/IEC 23091-2.</summary>
    public byte Primaries { get; init; } = UnspecifiedColor;

    /// <summary>The transfer characteristics by ISO/IEC 23091-2.</summary>
    public byte Transfer { get; init; } = UnspecifiedColor;

    /// <summary>The matrix coefficients by ISO/IEC 23091-2 (1 BT.709, 5 and 6 BT.601, 9 BT.2020).</summary>
    public byte Matrix { get; init; } = UnspecifiedColor;

    /// <summary>Where chroma samples lie, by H.264's numbering (0 left, 1 centre, 2 top-left); 0 when the stream does not say.</summary>
    public int ChromaLocation { get; init; }

    /// <summary>Whether a decoder knows that it can output every frame as soon as it is decoded.</summary>
    public bool PromisesNoReordering => MaxReorderFrames == 0 || (Codec == VideoCodec.H264 && OrderCountType == 2) || Codec == VideoCodec.Av1;
}
