namespace Fathom.Decode;

/// <summary>How much red and blue weigh in luma; green has the rest. Whatever converts colours takes them from here.</summary>
/// <param name="Red">The weight of red.</param>
/// <param name="Blue">The weight of blue.</param>
public readonly record struct LumaWeights(double Red, double Blue)
{
    /// <summary>The weights of a matrix; BT.601 where it is not known.</summary>
    public static LumaWeights Of(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt709 => new LumaWeights(0.2126, 0.0722),
        ColorMatrix.Bt2020 => new LumaWeights(0.2627, 0.0593),
        _ => new LumaWeights(0.299, 0.114),
    };
}
