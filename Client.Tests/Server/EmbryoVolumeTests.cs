using System;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class EmbryoVolumeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 48)]
    [InlineData(119, 95)]
    public void The_beads_tell_which_plane_and_which_time_a_slice_is(int t, int z)
    {
        ushort[] slice = Read(new EmbryoVolume(7), t, z, 1);

        Assert.Equal(Fiducials.DepthColumn(z), BrightestColumn(slice, Fiducials.DepthBeadRow), 1f);
        Assert.Equal(Fiducials.TimeColumn(t), BrightestColumn(slice, Fiducials.TimeBeadRow), 1f);
    }

    [Fact]
    public void A_slice_is_the_same_whatever_was_read_before()
    {
        ushort[] alone = Read(new EmbryoVolume(7), 60, 30, 1);
        var volume = new EmbryoVolume(7);
        Read(volume, 10, 80, 1);
        Read(volume, 61, 30, 3);

        Assert.Equal(alone, Read(volume, 60, 30, 1));
    }

    [Fact]
    public void Another_seed_gives_another_embryo()
    {
        Assert.NotEqual(Read(new EmbryoVolume(7), 60, 30, 1), Read(new EmbryoVolume(8), 60, 30, 1));
    }

    [Fact]
    public void A_slice_shows_tissue_brighter_than_the_dish_and_nuclei_brighter_than_tissue()
    {
        ushort[] slice = Read(new EmbryoVolume(7), 30, 48, 1);
        Array.Sort(slice);

        Assert.InRange(slice[slice.Length / 20], 80, 140);
        Assert.InRange(slice[slice.Length / 2], 250, 700);
        Assert.InRange(slice[^(slice.Length / 100)], 1300, 3000);
    }

    [Fact]
    public void A_thinned_slice_keeps_the_picture()
    {
        var volume = new EmbryoVolume(7);
        ushort[] full = Read(volume, 30, 48, 1);
        ushort[] thin = Read(volume, 30, 48, 4);
        double difference = 0;
        for (int y = 0; y < 108; y++)
        {
            for (int x = 0; x < 192; x++)
            {
                difference += Math.Abs(full[(y * 4 * EmbryoGeometry.Columns) + (x * 4)] - thin[(y * 192) + x]);
            }
        }

        Assert.InRange(difference / thin.Length, 0, 40);
    }

    [Fact]
    public void The_cache_holds_no_more_bytes_than_allowed_and_reads_each_resident_slice_once()
    {
        var cache = new SliceCache(new EmbryoVolume(7), 3 * EmbryoGeometry.Rows * EmbryoGeometry.Columns * 2);
        for (int i = 0; i < 10; i++)
        {
            cache.Get(new SliceRequest([i % 5, 0, 0, 0], 1));
        }

        cache.Get(new SliceRequest([4, 0, 0, 0], 1));

        Assert.Equal(3L * EmbryoGeometry.Rows * EmbryoGeometry.Columns * 2, cache.Bytes);
        Assert.Equal(1, cache.Hits);
    }

    private static ushort[] Read(EmbryoVolume volume, int t, int z, int stride)
    {
        int rows = (EmbryoGeometry.Rows + stride - 1) / stride, columns = (EmbryoGeometry.Columns + stride - 1) / stride;
        ushort[] samples = new ushort[rows * columns];
        volume.ReadSlice(new SliceRequest([t, z, 0, 0], stride), MemoryMarshal.AsBytes(samples.AsSpan()));
        return samples;
    }

    private static float BrightestColumn(ushort[] slice, float row)
    {
        ReadOnlySpan<ushort> line = slice.AsSpan((int)row * EmbryoGeometry.Columns, EmbryoGeometry.Columns);
        int best = 0;
        for (int x = 1; x < line.Length; x++)
        {
            best = line[x] > line[best] ? x : best;
        }

        return best;
    }
}
