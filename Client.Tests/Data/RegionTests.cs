using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class RegionTests
{
    [Fact]
    public void The_level_with_the_least_relative_difference_is_picked()
    {
        VolumeInfo info = new Ramp().Info;

        Assert.Equal(0, LevelPicker.Nearest(info, [1, 1]));
        Assert.Equal(0, LevelPicker.Nearest(info, [1.4, 1.4]));
        Assert.Equal(1, LevelPicker.Nearest(info, [1.6, 1.6]));
        Assert.Equal(2, LevelPicker.Nearest(info, [100, 100]));
        Assert.Equal(2, LevelPicker.Nearest(info, [double.NaN, 4]));
        Assert.Equal(1, LevelPicker.WithinBytes(info, [0, 1], 4 * 20 * 10));
    }

    [Fact]
    public void Boxes_are_edges_and_meet_where_both_are()
    {
        WorldBox box = WorldBox.Of(new Ramp().Info.Levels[1]);

        Assert.Equal([0.0, 0], box.Low.Select(low => low + 0.5));
        Assert.Equal([39.5, 19.5], box.High.ToArray());
        WorldBox part = box.Intersect(WorldBox.Around([40, 10], [4, 4], [1, 1]));
        Assert.Equal([38.0, 8], part.Low.ToArray());
        Assert.Equal([39.5, 12], part.High.ToArray());
        Assert.True(box.Intersect(WorldBox.Around([90, 90], [2, 2], [1, 1])).IsEmpty);
    }

    [Theory]
    [InlineData(-0.5, 3.5, 0, 4, 0, 0)]
    [InlineData(-2.5, 3.5, -2, 6, 2, 0)]
    [InlineData(37.5, 42.5, 38, 5, 0, 3)]
    [InlineData(-5.5, 45.5, -5, 51, 5, 6)]
    [InlineData(50, 54, 51, 4, 0, 4)]
    public void The_samples_of_a_box_are_counted_by_size_and_padded_outside(double low, double high, int first, int count, int before, int after) =>
        Assert.Equal((first, count, before, after), RegionReader.Along(new Ramp().Info.Levels[0], 0, low, high));

    [Fact]
    public void What_lies_outside_is_unknown_and_what_lies_inside_is_right()
    {
        double[] values = RegionReader.Read(new Ramp(), WorldBox.Around([0, 0], [2, 2], [1, 1]), [2, 2], CancellationToken.None);

        // Edges −1 … 1: samples −½…½ rounds to the sample at 0 and the one at 1.
        Assert.Equal([0.0, 1, 100, 101], values);
        double[] corner = RegionReader.Read(new Ramp(), new WorldBox([-1.5, -1.5], [0.5, 0.5]), [2, 2], CancellationToken.None);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 0], corner);
    }

    [Fact]
    public void A_voxel_size_that_no_level_has_is_resampled_linearly()
    {
        // 8 samples of level 0 over 5 voxels of 1.6: level 1 (2) is nearer than level 0 (1)? |1−1.6|/1.6 = .375, |2−1.6|/1.6 = .25.
        double[] values = RegionReader.Read(new Ramp(), new WorldBox([7.5, 7.5], [15.5, 15.5]), [5, 5], CancellationToken.None);

        Assert.Equal(25, values.Length);
        for (int i = 1; i < 5; i++)
        {
            Assert.InRange(values[i] - values[i - 1], 0, 2);
            Assert.InRange((values[i * 5] - values[(i - 1) * 5]) / 100, 0, 2);
        }
    }

    [Fact]
    public void Labels_are_never_mixed()
    {
        double[] values = RegionResampler.Resample([1, 9, 1, 9], [1, 4], [1, 7], nearest: true);

        Assert.All(values, value => Assert.Contains(value, new[] { 1.0, 9 }));
        Assert.Contains(RegionResampler.Resample([1, 9, 1, 9], [1, 4], [1, 7], nearest: false), value => value is > 1 and < 9);
    }

    [Fact]
    public void A_view_of_a_part_looks_like_a_source_and_keeps_its_place_in_the_world()
    {
        using var view = new RegionView(new Ramp(), "detail", new WorldBox([9.5, 3.5], [21.5, 11.5]), ownsSource: true);

        Assert.Equal([12, 8], view.Info.Shape.ToArray());
        Assert.Equal((10.0, 4.0, "micrometer"), (view.Info.Axes[0].Translation, view.Info.Axes[1].Translation, view.Info.Axes[1].Unit));
        Assert.Equal(3, view.Info.Levels.Length);
        Assert.Equal([10.5, 4.5], view.Info.Levels[1].Translation.ToArray());
        byte[] bytes = new byte[4 * 4];
        view.Read(new RegionRequest(0, [2, 3], [2, 2], [1, 1]), bytes, [], CancellationToken.None);
        Assert.Equal([1207f, 1208, 1307, 1308], MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        Assert.Throws<ArgumentException>(() => new RegionView(new Ramp(), "nowhere", new WorldBox([500, 500], [600, 600]), false));
    }

    /// <summary>40 × 20 samples of 1 µm with the value 100 y + x, and two coarser levels whose origin lies half a sample further.</summary>
    private sealed class Ramp : IVolumeSource
    {
        public VolumeInfo Info { get; } = new(
            "ramp", [new("y", AxisKind.Space, 40, 1, "micrometer"), new("x", AxisKind.Space, 20, 1, "micrometer")], SampleType.Float32, 0, 1, "gray")
        {
            Levels = [new([40, 20], [1, 1], [0, 0]), new([20, 10], [2, 2], [0.5, 0.5]), new([10, 5], [4, 4], [1.5, 1.5])],
        };

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            request.Validate(Info, destination.Length, present.Length);
            Span<float> values = MemoryMarshal.Cast<byte, float>(destination);
            VolumeLevel level = Info.Levels[request.Level];
            for (int row = 0, i = 0; row < request.Size[0]; row += request.Stride[0])
            {
                for (int column = 0; column < request.Size[1]; column += request.Stride[1], i++)
                {
                    double y = level.Translation[0] + ((request.Origin[0] + row) * level.Scale[0]), x = level.Translation[1] + ((request.Origin[1] + column) * level.Scale[1]);
                    values[i] = (float)((100 * y) + x);
                }
            }

            return RegionContent.Complete;
        }

        public void Dispose()
        {
        }
    }
}
