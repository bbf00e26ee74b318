namespace Fathom.Decode;

/// <summary>How a picture is converted.</summary>
public enum ConversionQuality
{
    /// <summary>FFmpeg's fastest unscaled path: nearest chroma.</summary>
    Fast = 0,

    /// <summary>Interpolated chroma and exact rounding; several times slower.</summary>
    Accurate,
}
