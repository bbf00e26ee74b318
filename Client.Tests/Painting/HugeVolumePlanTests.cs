using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

public sealed class HugeVolumePlanTests
{
    private const int Huge = 1 << 30;
    private const long Most = 1 << 20;

    [Theory]
    [InlineData(Huge, Huge, Huge)]
    [InlineData(Huge, 1, 1)]
    [InlineData(2, Huge, 3)]
    public void A_block_of_the_longest_axes_there_are_is_thinned_until_it_fits(int planes, int rows, int columns)
    {
        using var source = new ArraySource(new VolumeInfo("huge", PaintScene.Axes(planes, rows, columns), SampleType.UInt16, 0, 255, "gray"), static (_, _) => 0);
        SceneLayout layout = SceneLayout.Of(source);
        SceneState state = SceneState.Initial(layout, 160, 120) with { DisplayedAxes = 3 };

        VolumeKey key = VolumePlan.Key(layout.Layers[0], layout.Info, state, worldPerPixel: 0, Most);

        Assert.InRange(key.Samples, Most / 2, Most);
        Assert.Equal(2.0 * planes * rows * columns, VolumePlan.BytesRead(key));
    }
}
