using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class ViewMatrixTests
{
    private static readonly ViewMatrix s_perspective = new([2, 0, 0, 10, 0, -3, 0.5, 20, 0, 0, 1, 0, 0, 0, 0.25, 1]);

    [Fact]
    public void Takes_a_point_through_and_divides()
    {
        Assert.True(s_perspective.TryTransform(4, 2, 4, out double u, out double v, out double depth));

        Assert.Equal((18.0 / 2, 16.0 / 2, 4.0 / 2), (u, v, depth));
    }

    [Fact]
    public void Says_so_when_the_point_is_behind_the_eye()
    {
        Assert.False(s_perspective.TryTransform(0, 0, -8, out _, out _, out _));
    }

    [Fact]
    public void The_inverse_leads_back()
    {
        Assert.True(s_perspective.TryInvert(out ViewMatrix inverse));

        ViewMatrix product = ViewMatrix.Multiply(inverse, s_perspective);
        for (int i = 0; i < ViewMatrix.Count; i++)
        {
            Assert.Equal(ViewMatrix.Identity.AsSpan()[i], product.AsSpan()[i], 12);
        }
    }

    [Fact]
    public void The_inverse_exchanges_rows_where_the_diagonal_is_zero()
    {
        var swap = new ViewMatrix([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0]);

        Assert.True(swap.TryInvert(out ViewMatrix inverse));
        Assert.Equal(ViewMatrix.Identity, ViewMatrix.Multiply(swap, inverse));
    }

    [Fact]
    public void A_flat_matrix_has_no_inverse()
    {
        Assert.False(default(ViewMatrix).TryInvert(out ViewMatrix inverse));
        Assert.True(inverse == ViewMatrix.Identity);
    }

    [Fact]
    public void Compares_by_element()
    {
        ViewMatrix other = s_perspective;
        other[3, 3] = 2;

        Assert.True(other != s_perspective);
        Assert.False(s_perspective.Equals((object)other));
        Assert.Equal(s_perspective.GetHashCode(), new ViewMatrix(s_perspective.AsSpan()).GetHashCode());
        Assert.Throws<ArgumentException>(() => new ViewMatrix(new double[15]));
    }
}
