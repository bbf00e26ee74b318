using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Painting;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class MemoryEstimatorTests
{
    private static readonly MemoryItem s_cube = new([64, 64, 64], 4);

    [Fact]
    public void An_input_and_a_target_count_once_each()
    {
        Assert.Equal(8.0, MemoryEstimator.Mebibytes([s_cube, s_cube]));
        Assert.Equal(0.0, MemoryEstimator.Mebibytes([]));
    }

    [Fact]
    public void Three_classes_make_the_target_three_times_as_large() =>
        Assert.Equal(16.0, MemoryEstimator.Mebibytes([s_cube, s_cube with { Multiplicity = 3 }]));

    [Fact]
    public void A_view_in_three_dimensions_counts_its_layers_and_its_pictures()
    {
        MemoryEstimate estimate = MemoryEstimator.ForVolumeView(Info(512), 0, [0, 1, 2], 2, 1280, 720);

        Assert.Equal(4L * 512 * 512 * 512 * 2, estimate.LayerBytes);
        Assert.Equal(5L * 1280 * 720 * 3 / 2, estimate.PictureBytes);
    }

    [Fact]
    public void The_finest_level_that_is_allowed_is_chosen()
    {
        Assert.Equal(0, Choose(512, null, 1L << 30).Level);
        Assert.Equal(1, Choose(512, null, 100L << 20).Level);
        Assert.Equal(2, Choose(512, null, 20L << 20).Level);
        Assert.Equal(1, Choose(512, 1, 100L << 20).Level);
    }

    [Fact]
    public void A_level_that_does_not_fit_is_refused_and_the_refusal_names_the_estimate()
    {
        var error = Assert.Throws<FathomException>(() => Choose(512, 0, 100L << 20));

        Assert.Equal("Will not show cube in three dimensions at level 0.", error.What);
        Assert.Equal("It would take 518.6 MiB (512.0 MiB of samples, 6.6 MiB of pictures); 100.0 MiB are allowed.", error.Why);
        Assert.Throws<FathomException>(() => Choose(512, null, 1 << 20));
    }

    [Fact]
    public void A_trillion_voxels_are_estimated_without_overflow()
    {
        Assert.Equal(4_000_000_000_000, MemoryEstimator.BlockBytes(Info(10_000), 0, [0, 1, 2]));
        Assert.Throws<OverflowException>(() => new MemoryItem([int.MaxValue, int.MaxValue, int.MaxValue], 2).Bytes);
    }

    [Fact]
    public void What_is_more_than_a_number_can_say_fits_nowhere_and_is_no_fault()
    {
        VolumeInfo info = Info(1 << 30);

        Assert.Equal(long.MaxValue, MemoryEstimator.BlockBytes(info, 0, [0, 1, 2]));
        Assert.Equal(long.MaxValue, MemoryEstimator.ForVolumeView(info, 0, [0, 1, 2], 3, 1280, 720).TotalBytes);
        Assert.Throws<FathomException>(() => MemoryEstimator.Choose(info, 0, [0, 1, 2], 1, 1280, 720, long.MaxValue - 1));
    }

    [Fact]
    public void Visits_are_whole_rounds_without_repetition_and_the_same_for_the_same_seed()
    {
        Assert.Empty(new SeededVisitOrder(5, 0, 1).Visits);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededVisitOrder(0, 3, 1));
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 30), wanted = random.Next(0, 90);
            var order = new SeededVisitOrder(count, wanted, seed);
            int[] visits = [.. order.Visits];
            Assert.Equal(visits, new SeededVisitOrder(count, wanted, seed).Visits);
            Assert.Equal(wanted, visits.Length);
            foreach (int[] round in visits.Chunk(count))
            {
                Assert.Equal(round.Length, round.Distinct().Count());
                Assert.All(round, visit => Assert.InRange(visit, 0, count - 1));
            }
        }

        var refreshed = new SeededVisitOrder(1000, 1000, 1);
        int[] before = [.. refreshed.Visits];
        refreshed.Refresh();
        Assert.NotEqual(before, refreshed.Visits);
    }

    [Theory]
    [InlineData(nameof(SampleType.UInt8), 40, 50, 60)]
    [InlineData(nameof(SampleType.UInt16), 17, 90, 33)]
    [InlineData(nameof(SampleType.Float32), 64, 64, 64)]
    public void The_estimate_is_within_a_tenth_of_what_the_renderer_holds(string type, int depth, int rows, int columns)
    {
        var info = new VolumeInfo(
            "block", [new("z", AxisKind.Space, depth, 1, ""), new("y", AxisKind.Space, rows, 1, ""), new("x", AxisKind.Space, columns, 1, "")], Enum.Parse<SampleType>(type), 0, 100, "gray");
        var layout = SceneLayout.Of(new ArraySource(info, static (_, at) => at[0] + at[2]));
        var renderer = new LayerRenderer(layout.Layers[0], layout.Info, new TransformCache(), new PartialReader());

        renderer.Load(
            SceneState.Initial(layout, 64, 64) with { DisplayedAxes = 3 }, layout.Layers[0].Initial, 1e-6, 1L << 40, 1L << 40, RenderEffort.Refined, CancellationToken.None);
        renderer.Block.Turned();

        Assert.InRange(renderer.BlockBytes / (double)MemoryEstimator.BlockBytes(info, 0, [0, 1, 2]), 0.9, 1.1);
    }

    private static MemoryEstimate Choose(int side, int? asked, long maxBytes) => MemoryEstimator.Choose(Info(side), asked, [0, 1, 2], 1, 1280, 720, maxBytes);

    private static VolumeInfo Info(int side) => new(
        "cube", [.. "zyx".Select(name => new VolumeAxis(name.ToString(), AxisKind.Space, side, 1, string.Empty))], SampleType.UInt16, 0, 1, "gray")
    {
        Levels = [Level(side, 1), Level(side / 2, 2), Level(side / 4, 4)],
    };

    private static VolumeLevel Level(int side, double scale) =>
        new([.. Enumerable.Repeat(side, 3)], [.. Enumerable.Repeat(scale, 3)], ImmutableArray.Create(0.0, 0.0, 0.0));
}
