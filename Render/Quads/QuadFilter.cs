namespace Fathom.Render;

/// <summary>What a pixel of a quad is made of.</summary>
internal enum QuadFilter
{
    /// <summary>The texel it lies in.</summary>
    Nearest = 0,

    /// <summary>The four around it.</summary>
    Linear,

    /// <summary>The mean of those it covers.</summary>
    Averaged,
}
