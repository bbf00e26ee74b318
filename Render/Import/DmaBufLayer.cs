namespace Fathom.Render;

/// <summary>One texture of a DMA-BUF picture.</summary>
internal struct DmaBufLayer
{
    /// <summary>The first of its planes in the picture.</summary>
    internal int First;

    /// <summary>How many planes it has: one, and perhaps one that says how it is compressed.</summary>
    internal int Planes;

    /// <summary>How it is sampled.</summary>
    internal uint Fourcc;

    /// <summary>Texels across.</summary>
    internal int Width;

    /// <summary>Rows.</summary>
    internal int Height;

    /// <summary>Whether another picture's layer makes the same kind of texture.</summary>
    internal readonly bool IsLike(in DmaBufLayer other) => (Fourcc, Width, Height, Planes) == (other.Fourcc, other.Width, other.Height, other.Planes);
}
