using System;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>What the state channel says about the stream. A hint: what is inside the frames counts more.</summary>
public sealed class StreamConfiguration : IEquatable<StreamConfiguration>
{
    /// <summary>Creates a configuration.</summary>
    /// <param name="codec">How the pictures are encoded.</param>
    /// <param name="width">Columns; 0 if not said.</param>
    /// <param name="height">Rows; 0 if not said.</param>
    /// <param name="parameterSets">The decoder configuration record (avcC); empty if not said.</param>
    public StreamConfiguration(VideoCodec codec, int width, int height, ReadOnlyMemory<byte> parameterSets)
    {
        Codec = codec;
        Width = width;
        Height = height;
        ParameterSets = parameterSets;
    }

    /// <summary>How the pictures are encoded.</summary>
    public VideoCodec Codec { get; }

    /// <summary>Columns; 0 if not said.</summary>
    public int Width { get; }

    /// <summary>Rows; 0 if not said.</summary>
    public int Height { get; }

    /// <summary>The decoder configuration record; empty if not said.</summary>
    public ReadOnlyMemory<byte> ParameterSets { get; }

    /// <inheritdoc/>
    public bool Equals(StreamConfiguration? other)
        => other is not null && Codec == other.Codec && Width == other.Width && Height == other.Height
        && ParameterSets.Span.SequenceEqual(other.ParameterSets.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StreamConfiguration);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Codec, Width, Height, ParameterSets.Length);

    /// <inheritdoc/>
    public override string ToString() => $"{Codec} {Width}×{Height}";
}
