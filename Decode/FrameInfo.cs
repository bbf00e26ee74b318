using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Everything known about one decoded picture but its samples. Times are ticks of <c>TimeProvider.GetTimestamp</c>.</summary>
public struct FrameInfo
{
    /// <summary>The sequence number of its pixel message.</summary>
    public uint Sequence { get; set; }

    /// <summary>The server's wall clock, in seconds, from the pixel header.</summary>
    public double ServerTimestamp { get; set; }

    /// <summary>The size of the access unit.</summary>
    public int Bytes { get; set; }

    /// <summary>Whether the access unit could be decoded by itself.</summary>
    public bool IsKeyframe { get; set; }

    /// <summary>Whether <see cref="View"/> was sent.</summary>
    public bool HasView { get; set; }

    /// <summary>Which state the picture shows.</summary>
    public FrameView View { get; set; }

    /// <summary>When the first byte of the message had arrived.</summary>
    public long FirstByteTicks { get; set; }

    /// <summary>When the last byte of the message had arrived.</summary>
    public long LastByteTicks { get; set; }

    /// <summary>When the unit was handed to the decoder.</summary>
    public long DecodeSubmitTicks { get; set; }

    /// <summary>When the decoder had returned the picture.</summary>
    public long DecodeDoneTicks { get; set; }

    /// <summary>Columns shown (after cropping).</summary>
    public int Width { get; set; }

    /// <summary>Rows shown (after cropping).</summary>
    public int Height { get; set; }

    /// <summary>How the samples lie in memory.</summary>
    public PixelLayout Layout { get; set; }

    /// <summary>How the samples map to colours.</summary>
    public ColorDescription Color { get; set; }

    /// <summary>Where the picture lives.</summary>
    public SurfaceHandle Surface { get; set; }

    /// <summary>Counts up with every decoder that was opened; frames of two generations never belong together.</summary>
    public int Generation { get; set; }

    /// <summary>Which decoder made it, e.g. "software h264".</summary>
    public string Path { get; set; }
}
