namespace Fathom.Render;

/// <summary>What a framebuffer pixel is made of.</summary>
internal enum PictureSampling
{
    /// <summary>One picture pixel each.</summary>
    Exact,

    /// <summary>Picture pixels are larger and interpolated.</summary>
    Smooth,

    /// <summary>Picture pixels are larger and shown as squares.</summary>
    Squares,

    /// <summary>Picture pixels are smaller and averaged.</summary>
    Area,
}
