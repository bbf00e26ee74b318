namespace Fathom.Decode;

/// <summary>Which part of the code range the samples use.</summary>
public enum ColorRange
{
    /// <summary>The stream does not say; limited is assumed for YUV.</summary>
    Unspecified = 0,

    /// <summary>16–235 for luma, 16–240 for chroma (scaled with the bit depth).</summary>
    Limited,

    /// <summary>All codes.</summary>
    Full,
}
