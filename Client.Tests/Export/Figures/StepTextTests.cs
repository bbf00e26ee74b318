using Fathom.Client.Export.Figures;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>Where an axis stands, in words.</summary>
public sealed class StepTextTests
{
    [Theory]
    [InlineData(100, 2.5, 0, "s", 5, "0:00:12.5")]
    [InlineData(20, 2.5, 0, "s", 5, "12.5 s")]
    [InlineData(301, 2.5, 0, "s", 300, "0:12:30.0")]
    [InlineData(1000, 1, 0, "s", 750, "0:12:30")]
    [InlineData(10, 30, 0, "min", 9, "4:30:00")]
    [InlineData(10, 12, 0, "hour", 9, "108:00:00")]
    [InlineData(100, 5, 0, "ms", 25, "125 ms")]
    [InlineData(1000, 5, 0, "ms", 25, "0.125 s")]
    [InlineData(200, 0.04, 0, "s", 7, "0.28 s")]
    [InlineData(30, 0.033333333, 0, "s", 7, "233.3 ms")]
    [InlineData(61, 0.033333333, 0, "s", 7, "0.233 s")]
    [InlineData(4000, 0.033333333, 0, "s", 7, "0:00:00.233")]
    [InlineData(4000, 0.0333333333, 0, "s", 1800, "0:01:00.000")]
    [InlineData(100, 2, -100, "s", 40, "−0:00:20")]
    [InlineData(100, 2, -100, "s", 50, "0:00:00")]
    [InlineData(1, 1, 0, "s", 0, "0 s")]
    [InlineData(1000, 1, 0, "µs", 999, "999 µs")]
    public void A_time_is_written_as_people_write_it(int size, double scale, double start, string unit, int index, string text) =>
        Assert.Equal(text, StepText.Of(new AxisFacts("t", size, scale, start, unit), index));

    [Theory]
    [InlineData("t", "", 12, "t = 12")]
    [InlineData("z", "µm", 3, "z = −2.0 µm")]
    public void Other_axes_say_their_name(string label, string unit, int index, string text) =>
        Assert.Equal(text, StepText.Of(new AxisFacts(label, 32, unit.Length > 0 ? 0.5 : 1, unit.Length > 0 ? -3.5 : 0, unit), index));

    [Fact]
    public void Every_step_of_an_axis_has_the_same_form()
    {
        var axis = new AxisFacts("t", 40, 0.25, 0, "s");
        Assert.Equal("0.00 s", StepText.Of(axis, 0));
        Assert.Equal("9.75 s", StepText.Of(axis, 39));
    }
}
