using System;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class FieldStackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grid_is_transposed_and_the_largest_y_comes_on_top()
    {
        // 3 × 2 bins, value = 10 x + y; the marked corner is x = 2, y = 1.
        string path = TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [1, 6], [0, 1, 10, 11, 20, 21], """{"grid":[3,2]}""");

        using VolumeSet set = FieldSources.Open(path, new SourceOptions());

        byte[] picture = new byte[6];
        set.Images[0].Read(new RegionRequest(0, [0, 0, 0], [1, 2, 3], [1, 1, 1]), picture, [], CancellationToken.None);
        Assert.Equal([1, 11, 21, 0, 10, 20], picture);
        Assert.Equal("a: t 1 × y 2 × x 3, uint8", set.Images[0].Info.Describe());
        Assert.Single(set.Images[0].Info.Levels);
    }

    [Theory]
    [InlineData(new[] { 4, 5 }, "Its second dimension is 5 and the grid has 6 bins (shape (4, 5)).")]
    [InlineData(new[] { 6 }, "has 1 axis or less")]
    [InlineData(new[] { 4, 2, 2 }, "Its frames have 4 values and the grid has 6 bins")]
    [InlineData(new[] { 0, 6 }, "has no frames")]
    [InlineData(new[] { 1, 1, 2, 3 }, "has 4 axes")]
    public void A_wrong_shape_is_refused_with_both_numbers(int[] shape, string reason)
    {
        var error = Assert.Throws<FathomException>(() => FieldShape.Validate("speed.npy", [.. shape], 6));

        Assert.Contains(reason, error.Why, StringComparison.Ordinal);
        Assert.Contains("speed.npy", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 4, 6 })]
    [InlineData(new[] { 4, 2, 3 })]
    public void A_right_shape_is_let_through(int[] shape) => FieldShape.Validate("speed.npy", [.. shape], 6);

    [Fact]
    public void A_manifest_of_two_fields_gives_two_layers_on_one_clock()
    {
        TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [5, 6], new byte[30], """{"grid":[3,2]}""");
        TinyNpy.Write<float>(_folder["b.npy"], "<f4", [5, 6], new float[30]);
        File.WriteAllText(_folder["both.json"], """{"name":"both","fields":[{"name":"speed","path":"a.npy"},{"name":"rate","path":"b.npy","grid":[3,2]}]}""");

        Assert.True(FieldSources.Reads(_folder["both.json"]));
        using VolumeSet set = FieldSources.Open(_folder["both.json"], new SourceOptions());

        Assert.Equal(["speed", "rate"], set.Images.Select(image => image.Info.Name));
        Assert.All(set.Images, image => Assert.Equal(5, image.Info.Axes[0].Length));
    }

    [Theory]
    [InlineData("""{"fields":[{"path":"a.npy"},[1,2,3]]}""", "fields[1] is not an object")]
    [InlineData("""{"fields":[{"path":"a.npy"},{"path":"short.npy"}]}""", "fields of one manifest share their frames")]
    [InlineData("""{"fields":[]}""", "at least one entry")]
    [InlineData("""{"fields":[{"path":"missing.npy"}]}""", "missing.npy")]
    public void Mixed_fields_are_rejected(string manifest, string reason)
    {
        TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [5, 6], new byte[30], """{"grid":[3,2]}""");
        TinyNpy.Write<byte>(_folder["short.npy"], "|u1", [4, 6], new byte[24], """{"grid":[3,2]}""");
        File.WriteAllText(_folder["both.json"], manifest);

        var error = Assert.Throws<FathomException>(() => FieldSources.Open(_folder["both.json"], new SourceOptions()));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sparse_file_of_4_GB_opens_and_seeks_without_filling_memory()
    {
        string path = TinyNpy.WriteSparse(_folder["huge.npy"], "<f4", [10_000, 100_000], 4, """{"grid":[400,250]}""");
        using VolumeSet set = FieldSources.Open(path, new SourceOptions());
        byte[] picture = new byte[400_000];
        var random = new Random(1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            set.Images[0].Read(new RegionRequest(0, [random.Next(10_000), 0, 0], [1, 250, 400], [1, 1, 1]), picture, [], CancellationToken.None);
        }

        // Two arrays a frame (as it lies, as it is shown); the resident pages are measured by `fathom bench data`.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200 << 20);
        Assert.Equal(10_000, set.Images[0].Info.Axes[0].Length);
    }
}
