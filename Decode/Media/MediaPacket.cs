namespace Fathom.Decode.Media;

/// <summary>One packet of a file, as the container holds it. Times are ticks of the stream's time base.</summary>
/// <remarks>Ownership: the buffer is the reader's; return it once.</remarks>
/// <param name="StreamIndex">Which stream it belongs to.</param>
/// <param name="Buffer">Its bytes, with the padding that decoders want.</param>
/// <param name="Pts">When to show it, or <see cref="NoTime"/>.</param>
/// <param name="Dts">Its place in decoding order, or <see cref="NoTime"/>.</param>
/// <param name="Duration">How long to show it; 0 when not known.</param>
/// <param name="IsKeyframe">Whether decoding can begin with it, as the container says.</param>
public readonly record struct MediaPacket(int StreamIndex, NativeBuffer Buffer, long Pts, long Dts, long Duration, bool IsKeyframe)
{
    /// <summary>A time that the file does not say.</summary>
    public const long NoTime = long.MinValue;
}
