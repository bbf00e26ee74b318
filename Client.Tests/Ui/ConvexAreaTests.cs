using Fathom.Client.Ui;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Lines through polygons, as the hatch of what is not covered needs them.</summary>
public sealed class ConvexAreaTests
{
    private static readonly (double X, double Y)[] s_square = [(0, 0), (10, 0), (10, 10), (0, 10)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_is_cut_where_it_enters_and_leaves_whichever_way_the_corners_go_round(bool isReversed)
    {
        (double X, double Y)[] corners = isReversed ? [.. System.Linq.Enumerable.Reverse(s_square)] : s_square;
        Assert.True(ConvexArea.TryCut(corners, -10, 5, 30, 5, out double from, out double to));
        Assert.Equal((0.25, 0.5), (from, to));
        Assert.True(ConvexArea.TryCut(corners, 5, 5, 6, 6, out from, out to));
        Assert.Equal((0, 1), (from, to));
    }

    [Fact]
    public void A_line_beside_it_is_not_cut_and_nothing_has_no_inside()
    {
        Assert.False(ConvexArea.TryCut(s_square, -10, 15, 30, 15, out _, out _));
        Assert.False(ConvexArea.TryCut(s_square, 12, -5, 25, 15, out _, out _));
        Assert.False(ConvexArea.TryCut([], 0, 0, 1, 1, out _, out _));
        Assert.False(ConvexArea.TryCut([(0, 0), (5, 5), (9, 9)], 0, 3, 9, 3, out _, out _));
    }
}
