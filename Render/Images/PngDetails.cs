namespace Fathom.Render;

/// <summary>What a PNG file says beyond its pixels.</summary>
public sealed record PngDetails
{
    /// <summary>Pixels for an inch when it is printed; 0 where nobody said.</summary>
    public double DotsPerInch { get; init; }

    /// <summary>No alpha is written: three bytes a pixel, as printers want it.</summary>
    public bool Opaque { get; init; }

    /// <summary>All texts are written as iTXt (UTF-8), and the colours are said to be sRGB.</summary>
    public bool Published { get; init; }
}
