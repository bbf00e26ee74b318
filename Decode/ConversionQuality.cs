namespace Fathom.Decode;

/// <summary>How RGBA becomes the encoder's planes. The way back is always rounded and interpolated.</summary>
public enum ConversionQuality
{
    /// <summary>FFmpeg's fastest path.</summary>
    Fast = 0,

    /// <summary>Interpolated chroma and exact rounding; several times slower.</summary>
    Accurate,
}
