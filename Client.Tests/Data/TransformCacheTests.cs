using System;
using System.Linq;
using System.Threading.Tasks;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class TransformCacheTests
{
    private static readonly VolumeInfo s_image = Info("czyx", [3, 20, 100, 200], [1, 2, 0.5, 0.5]);
    private static readonly VolumeInfo s_labels = Info("zyx", [20, 100, 200], [2, 0.5, 0.5]) with { Kind = VolumeKind.Labels, Name = "cells" };

    [Fact]
    public void A_cached_transform_equals_a_new_one_to_the_last_bit()
    {
        var cache = new TransformCache(16);
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            TransformKey key = Key(cache, s_image) with
            {
                Window = new SampleWindow(random.NextDouble() * 50, random.NextDouble() * 30, 1 + (random.NextDouble() * 200), 1 + (random.NextDouble() * 100)),
                IsNearest = random.Next(2) == 0,
            };
            PlaneTransform first = cache.Get(key), again = cache.Get(key), plain = PlaneTransform.Of(key);

            Assert.Same(first, again);
            Assert.Equal(plain.Columns.Index.ToArray(), again.Columns.Index.ToArray());
            Assert.Equal(plain.Columns.Weight.ToArray(), again.Columns.Weight.ToArray());
            Assert.Equal(plain.Rows.Index.ToArray(), again.Rows.Index.ToArray());
            Assert.Equal(plain.Rows.Weight.ToArray(), again.Rows.Weight.ToArray());
            Assert.Equal((plain.Rows.First, plain.Rows.End), (again.Rows.First, again.Rows.End));
        }

        Assert.Equal((200, 200, 184, 16), (cache.Counters.Loads, cache.Counters.Hits, cache.Counters.Evictions, cache.Counters.Entries));
    }

    [Fact]
    public void Channels_and_labels_of_one_image_share_one_geometry_and_one_transform()
    {
        var cache = new TransformCache();

        Assert.Same(cache.Geometries.For(s_image), cache.Geometries.For(s_labels));
        Assert.Same(cache.Geometries.For(s_image), cache.Geometries.For(s_image with { Name = "the same place" }));
        Assert.Same(cache.Get(Key(cache, s_image)), cache.Get(Key(cache, s_labels)));
        Assert.Equal(1, cache.Counters.Loads);
        Assert.Equal([-1, 0, 1, 2], Enumerable.Range(0, 4).Select(axis => LayerGeometry.PlaceOf(s_image, axis)));
    }

    [Fact]
    public void Everything_that_the_transform_depends_on_makes_another_key()
    {
        var cache = new TransformCache();
        TransformKey key = Key(cache, s_image);
        VolumeInfo moved = s_labels with { Levels = [s_labels.Levels[0] with { Translation = [0, 0, 0.25] }] };

        TransformKey[] others =
        [
            key with { Geometry = cache.Geometries.For(moved) }, key with { Level = 1 }, key with { RowAxis = 0 }, key with { ColumnAxis = 0 }, key with { Rows = 99 },
            key with { Columns = 99 }, key with { Width = 640 }, key with { Height = 480 }, key with { IsNearest = true },
            key with { Window = key.Window with { Left = Math.BitIncrement(key.Window.Left) } },
        ];

        foreach (TransformKey other in others)
        {
            cache.Get(key);
            cache.Get(other);
        }

        Assert.Equal(others.Length + 1, cache.Counters.Loads);
    }

    [Fact]
    public async Task Eight_threads_get_the_same_transform()
    {
        var cache = new TransformCache();
        TransformKey key = Key(cache, s_image);

        PlaneTransform[] got = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => cache.Get(key)))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Single(got.Distinct());
    }

    private static TransformKey Key(TransformCache cache, VolumeInfo info) => new(
        cache.Geometries.For(info), 0, LayerGeometry.PlaceOf(info, info.RowAxis), LayerGeometry.PlaceOf(info, info.ColumnAxis), 100, 200, new SampleWindow(-0.5, -0.5, 200, 100), 1280, 720, false);

    private static VolumeInfo Info(string axes, int[] shape, double[] scale) => new(
        "image", [.. axes.Select((name, i) => new VolumeAxis(name.ToString(), name == 'c' ? AxisKind.Channel : AxisKind.Space, shape[i], scale[i], string.Empty))], SampleType.UInt16, 0, 1, "gray");
}
