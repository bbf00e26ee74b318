using System;
using System.Collections.Immutable;

namespace Fathom.Protocol.State;

/// <summary>A small picture of a layer, upright, four bytes a pixel.</summary>
/// <remarks>
/// The protocol has two encodings. Inside metadata the numbers are 0 to 255 and the first row is the top one; in a thumbnail section they are
/// 0 to 1 and the first row is the bottom one. Both end here.
/// </remarks>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgba">The pixels, top row first.</param>
public sealed record LayerThumbnail(int Width, int Height, ImmutableArray<byte> Rgba)
{
    private const int Channels = 4;
    private const int MaxSide = 1024;

    /// <summary>Reads <c>metadata.thumbnail</c>; null when there is none that can be understood.</summary>
    public static LayerThumbnail? FromMetadata(MapValue metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return From(metadata["thumbnail"], scale: 1, flip: false);
    }

    /// <summary>Reads a thumbnail section; null when it cannot be understood.</summary>
    public static LayerThumbnail? FromSection(MapValue section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return From(section["array"], scale: byte.MaxValue, flip: true);
    }

    private static LayerThumbnail? From(StateValue? value, double scale, bool flip)
    {
        if (value is not TensorValue { Shape: [> 0 and <= MaxSide, > 0 and <= MaxSide, Channels] } tensor)
        {
            return null;
        }

        int height = tensor.Shape[0];
        int rowLength = tensor.Shape[1] * Channels;
        byte[] pixels = new byte[tensor.Values.Length];
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<double> source = tensor.Values.AsSpan().Slice((flip ? height - 1 - row : row) * rowLength, rowLength);
            for (int i = 0; i < rowLength; i++)
            {
                double level = source[i] * scale;
                pixels[(row * rowLength) + i] = double.IsNaN(level) ? (byte)0 : (byte)Math.Clamp(Math.Round(level), 0, byte.MaxValue);
            }
        }

        return new LayerThumbnail(tensor.Shape[1], height, ImmutableArray.Create(pixels));
    }
}
