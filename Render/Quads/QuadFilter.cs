namespace Fathom.Render;

/// <summary>What a pixel of a quad is made of.</summary>
internal enum QuadFilter
{
    /// <summary>The texel it lies in.</summary>
    Nearest = 0,

    /// <summary>The four around it.</summary>
    Linear,

    /// <summary>The mean of four places in it, each interpolated: for textures that are drawn up to twice as small.</summary>
    FourPlaces,

    /// <summary>The mean of those it covers, from the texture's smaller versions: for all that is smaller.</summary>
    Levels,
}
