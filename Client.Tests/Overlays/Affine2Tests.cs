using System;
using System.Linq;
using System.Reflection;
using Fathom.Decode.Local;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

public sealed class Affine2Tests
{
    [Fact]
    public void The_right_map_of_a_product_comes_first()
    {
        Affine2 product = Affine2.Scale(2) * Affine2.Translate(3, 5);

        Assert.Equal((8, 14), product.Apply(1, 2));
        Assert.Equal((5, 9), (Affine2.Translate(3, 5) * Affine2.Scale(2)).Apply(1, 2));
    }

    [Fact]
    public void A_flip_turns_pixels_before_they_are_scaled()
    {
        // Height and scale do not commute: the other order would flip centimetres about a height in pixels.
        Affine2 right = Affine2.Scale(0.25) * Affine2.FlipY(480);
        Affine2 wrong = Affine2.FlipY(480) * Affine2.Scale(0.25);

        Assert.Equal((0, 120), right.Apply(0, 0));
        Assert.Equal((160, 0), right.Apply(640, 480));
        Assert.Equal((0, 480), wrong.Apply(0, 0));
        Assert.Equal((160, 360), wrong.Apply(640, 480));
    }

    [Fact]
    public void Maps_are_associative_and_lead_back() => Maps.Check((a, b, x, y) =>
    {
        Affine2 c = Affine2.Rotate(x) * Affine2.Translate(y, x);
        Near(((a * b) * c).Apply(x, y), (a * (b * c)).Apply(x, y));
        Near((x, y), (a.Inverse() * a).Apply(x, y));
        Near((x, y), (a * a.Inverse()).Apply(x, y));
        Near((a * b).Inverse().Apply(x, y), (b.Inverse() * a.Inverse()).Apply(x, y));
    });

    [Fact]
    public void Rotation_does_not_shrink_the_scale()
    {
        Affine2 map = Affine2.Rotate(1.1) * Affine2.Scale(3, 4);

        Assert.Equal((3, 4, 3.5), (Math.Round(map.ScaleX, 12), Math.Round(map.ScaleY, 12), Math.Round(map.MeanScale, 12)));
        Assert.Equal(4.0 / 3, map.Condition, 12);
        Assert.Equal(12, map.Determinant, 12);
    }

    [Theory]
    [InlineData(1, 2, 2, 4)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(double.NaN, 0, 0, 1)]
    public void A_map_without_a_way_back_says_so(double xx, double xy, double yx, double yy)
    {
        var map = new Affine2(xx, xy, 0, yx, yy, 0);

        Assert.False(map.IsInvertible);
        Assert.Throws<InvalidOperationException>(() => map.Inverse());
    }

    [Fact]
    public void A_squashed_map_has_no_bound_on_its_condition() =>
        Assert.True(new Affine2(1, 2, 0, 2, 4, 0).Condition > 1e12);

    [Fact]
    public void The_view_of_a_frame_becomes_a_map_of_the_plane()
    {
        var view = new ViewMatrix([4, 0, 9, 100, 0, -4, 9, 50, 0, 0, 1, 0, 0, 0, 0, 2]);

        Assert.True(Affine2.TryFrom(view, out Affine2 map));
        Assert.Equal((52, 23), map.Apply(1, 1));
    }

    [Fact]
    public void A_view_in_perspective_is_no_map_of_the_plane() =>
        Assert.False(Affine2.TryFrom(new ViewMatrix([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0.1, 0, 0, 1]), out _));

    [Fact]
    public void Pixels_world_and_sizes_cannot_be_taken_for_each_other()
    {
        // What does not convert does not compile when it is swapped.
        foreach (Type type in (Type[])[typeof(PointPx), typeof(PointWorld), typeof(SizePx), typeof(CropPx)])
        {
            Assert.DoesNotContain(type.GetMethods(BindingFlags.Public | BindingFlags.Static), method => method.Name is "op_Implicit" or "op_Explicit");
        }

        MethodInfo toWorld = typeof(Affine2).GetMethod(nameof(Affine2.ToWorld))!;
        Assert.Equal((typeof(PointPx), typeof(PointWorld)), (toWorld.GetParameters().Single().ParameterType, toWorld.ReturnType));
    }

    private static void Near((double X, double Y) expected, (double X, double Y) actual)
    {
        double tolerance = 1e-6 * Math.Max(1, Math.Abs(expected.X) + Math.Abs(expected.Y));
        Assert.InRange(actual.X, expected.X - tolerance, expected.X + tolerance);
        Assert.InRange(actual.Y, expected.Y - tolerance, expected.Y + tolerance);
    }
}
