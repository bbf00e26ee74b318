namespace Fathom.VolumeServer.Rendering;

/// <summary>How a layer joins what lies below it. With c the layer's colour, b what lies below, a opacity × coverage:</summary>
internal enum Blending
{
    /// <summary>c·opacity wherever the layer shows anything; also how the lowest layer is drawn.</summary>
    Opaque,

    /// <summary>b + (c − b)·a</summary>
    Translucent,

    /// <summary>min(255, b + c·a)</summary>
    Additive,

    /// <summary>b + (min(b, c) − b)·a</summary>
    Minimum,

    /// <summary>b + (max(b, c) − b)·a</summary>
    Maximum,

    /// <summary>b + ((b + c)/2 − b)·a</summary>
    Average,
}
