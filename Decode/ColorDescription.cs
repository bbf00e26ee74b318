namespace Fathom.Decode;

/// <summary>What the stream says about its colours.</summary>
public readonly record struct ColorDescription(ColorMatrix Matrix, ColorRange Range, ChromaSiting Siting)
{
    /// <summary>BT.709, limited range, chroma on the left: what our server sends.</summary>
    public static ColorDescription Bt709Limited => new(ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    /// <summary>The same with every open question answered by convention, for a picture of <paramref name="height"/> rows.</summary>
    public ColorDescription Resolve(int height) => new(
        Matrix == ColorMatrix.Unspecified ? (height >= 720 ? ColorMatrix.Bt709 : ColorMatrix.Bt601) : Matrix,
        Range == ColorRange.Unspecified ? ColorRange.Limited : Range,
        Siting == ChromaSiting.Unspecified ? ChromaSiting.Left : Siting);
}
