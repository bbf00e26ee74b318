using System;
using System.Diagnostics.CodeAnalysis;
using Fathom.Protocol.Pixel;

namespace Fathom.Render;

/// <summary>An affine map of the plane, for column vectors: x′ = Xx·x + Xy·y + X0, y′ = Yx·x + Yy·y + Y0.</summary>
/// <remarks>Order: <c>A * B</c> applies B first, then A. What a point meets first stands rightmost, as in <c>Scale(s) * FlipY(height)</c>.</remarks>
/// <param name="Xx">How much x gives to the new x.</param>
/// <param name="Xy">How much y gives to the new x.</param>
/// <param name="X0">What is added to the new x.</param>
/// <param name="Yx">How much x gives to the new y.</param>
/// <param name="Yy">How much y gives to the new y.</param>
/// <param name="Y0">What is added to the new y.</param>
public readonly record struct Affine2(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    /// <summary>The map that changes nothing.</summary>
    public static Affine2 Identity => new(1, 0, 0, 0, 1, 0);

    /// <summary>Negative when the map turns left into right.</summary>
    public double Determinant => (Xx * Yy) - (Xy * Yx);

    /// <summary>How long a step of 1 along x becomes, whatever the rotation.</summary>
    public double ScaleX => double.Hypot(Xx, Yx);

    /// <summary>How long a step of 1 along y becomes, whatever the rotation.</summary>
    public double ScaleY => double.Hypot(Xy, Yy);

    /// <summary>The mean of the two.</summary>
    public double MeanScale => (ScaleX + ScaleY) / 2;

    /// <summary>The larger singular value of the linear part by the smaller one; 1 for rotations and even scales, infinite when the plane is squashed to a line.</summary>
    public double Condition
    {
        get
        {
            // Sum and difference of the singular values, without the cancellation that squares would bring.
            double sum = double.Hypot(Xx + Yy, Yx - Xy), difference = double.Hypot(Xx - Yy, Yx + Xy);
            double large = (sum + difference) / 2, small = Math.Abs(sum - difference) / 2;
            return large > 0 && small > 0 ? large / small : double.PositiveInfinity;
        }
    }

    /// <summary>Whether all six are numbers.</summary>
    public bool IsFinite => double.IsFinite(Xx) && double.IsFinite(Xy) && double.IsFinite(X0) && double.IsFinite(Yx) && double.IsFinite(Yy) && double.IsFinite(Y0);

    /// <summary>Whether there is a way back.</summary>
    public bool IsInvertible => IsFinite && double.IsNormal(Determinant) && double.IsFinite(1 / Determinant);

    /// <summary>Both maps after each other: the right one first.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Multiply would hide the order that the operator is documented with.")]
    public static Affine2 operator *(Affine2 last, Affine2 first) => new(
        (last.Xx * first.Xx) + (last.Xy * first.Yx),
        (last.Xx * first.Xy) + (last.Xy * first.Yy),
        (last.Xx * first.X0) + (last.Xy * first.Y0) + last.X0,
        (last.Yx * first.Xx) + (last.Yy * first.Yx),
        (last.Yx * first.Xy) + (last.Yy * first.Yy),
        (last.Yx * first.X0) + (last.Yy * first.Y0) + last.Y0);

    /// <summary>The same scale in both directions.</summary>
    public static Affine2 Scale(double factor) => Scale(factor, factor);

    /// <summary>A scale for each direction.</summary>
    public static Affine2 Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>A step.</summary>
    public static Affine2 Translate(double x, double y) => new(1, 0, x, 0, 1, y);

    /// <summary>A rotation about the origin, from x towards y.</summary>
    public static Affine2 Rotate(double radians)
    {
        (double sin, double cos) = Math.SinCos(radians);
        return new(cos, -sin, 0, sin, cos, 0);
    }

    /// <summary>Turns rows that count down from the top into heights that count up from the bottom edge of a frame of that height.</summary>
    public static Affine2 FlipY(double height) => new(1, 0, 0, 0, -1, height);

    /// <summary>The way from world to picture of a frame that shows two axes; false when it is not a plain map of the plane.</summary>
    public static bool TryFrom(in ViewMatrix worldToPicture, out Affine2 map)
    {
        double w = worldToPicture[3, 3];
        map = new Affine2(
            worldToPicture[0, 0] / w, worldToPicture[0, 1] / w, worldToPicture[0, 3] / w, worldToPicture[1, 0] / w, worldToPicture[1, 1] / w, worldToPicture[1, 3] / w);
        return worldToPicture[3, 0] == 0 && worldToPicture[3, 1] == 0 && map.IsInvertible;
    }

    /// <summary>The map that leads back; throws when there is none (<see cref="IsInvertible"/>).</summary>
    public Affine2 Inverse()
    {
        double determinant = Determinant;
        if (!IsInvertible)
        {
            throw new InvalidOperationException($"The map {this} has no inverse.");
        }

        double xx = Yy / determinant, xy = -Xy / determinant, yx = -Yx / determinant, yy = Xx / determinant;
        return new Affine2(xx, xy, -((xx * X0) + (xy * Y0)), yx, yy, -((yx * X0) + (yy * Y0)));
    }

    /// <summary>Where a point goes.</summary>
    public (double X, double Y) Apply(double x, double y) => ((Xx * x) + (Xy * y) + X0, (Yx * x) + (Yy * y) + Y0);

    /// <summary>Where a point of a video's frame goes, for a map from frame to world.</summary>
    public PointWorld ToWorld(PointPx point)
    {
        (double x, double y) = Apply(point.X, point.Y);
        return new PointWorld(x, y);
    }
}
