using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>server → client: how the video is coded. Repeated often without a change.</summary>
public sealed record NotifyStream : Message
{
    /// <summary>Creates the frame.</summary>
    public NotifyStream(
        Envelope envelope,
        string codec,
        string format,
        double fps,
        int width,
        int height,
        int nalLengthSize,
        string avcc,
        MapValue latencyPolicy,
        MapValue? vtHint = null)
        : base(envelope)
    {
        Codec = Check.NotNull(codec, nameof(codec));
        Format = Check.NotNull(format, nameof(format));
        Fps = Check.Finite(envelope, fps, nameof(fps));
        Width = width;
        Height = height;
        NalLengthSize = nalLengthSize;
        Avcc = Check.NotNull(avcc, nameof(avcc));
        LatencyPolicy = Check.NotNull(Check.Finite(envelope, latencyPolicy, nameof(latencyPolicy)), nameof(latencyPolicy));
        VtHint = Check.Finite(envelope, vtHint, nameof(vtHint));
        Check.That(envelope, width > 0 && height > 0, "The picture has a size.", nameof(width));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyStream;

    /// <summary><c>h264</c>, <c>hevc</c> or <c>av1</c>.</summary>
    public string Codec { get; }

    /// <summary>How access units are framed; <c>avcc</c>.</summary>
    public string Format { get; }

    /// <summary>The pacing target.</summary>
    public double Fps { get; }

    /// <summary>The encoder's width.</summary>
    public int Width { get; }

    /// <summary>The encoder's height.</summary>
    public int Height { get; }

    /// <summary>Bytes per length prefix.</summary>
    public int NalLengthSize { get; }

    /// <summary>The decoder configuration in base64.</summary>
    public string Avcc { get; }

    /// <summary>Advice on buffering.</summary>
    public MapValue LatencyPolicy { get; }

    /// <summary>Advice for one platform's decoder; never sent by the reference server.</summary>
    public MapValue? VtHint { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Versioned;

    /// <summary>Whether both announce the same stream, so that the later one can be ignored.</summary>
    public bool AnnouncesSameAs(NotifyStream? other) =>
        other is not null && Width == other.Width && Height == other.Height && Avcc == other.Avcc && Codec == other.Codec;
}
