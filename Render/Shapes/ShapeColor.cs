using System;

namespace Fathom.Render;

/// <summary>A colour with an opacity; not premultiplied.</summary>
/// <param name="Red">Red.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
/// <param name="Alpha">255 hides what is below.</param>
public readonly record struct ShapeColor(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    /// <summary>A colour given as 0xRRGGBB.</summary>
    public static ShapeColor Rgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>The same colour with another opacity, 0 to 1.</summary>
    public ShapeColor WithAlpha(double alpha) => this with { Alpha = (byte)Math.Clamp((alpha * 255) + 0.5, 0, 255) };

    /// <summary>This colour moved towards another one; 1 is the other.</summary>
    public ShapeColor Towards(in ShapeColor other, double amount) => new(
        Mix(Red, other.Red, amount), Mix(Green, other.Green, amount), Mix(Blue, other.Blue, amount), Mix(Alpha, other.Alpha, amount));

    /// <summary>The four bytes in the order of memory.</summary>
    internal uint Packed => Red | ((uint)Green << 8) | ((uint)Blue << 16) | ((uint)Alpha << 24);

    private static byte Mix(byte from, byte to, double amount) => (byte)Math.Clamp(from + ((to - from) * amount) + 0.5, 0, 255);
}
