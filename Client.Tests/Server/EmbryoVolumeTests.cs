using System;
using System.Linq;
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

    [Theory]
    [InlineData(120)]
    [InlineData(12_345)]
    [InlineData(100_000)]
    [InlineData(999_999)]
    public void However_long_it_is_looked_at_the_beads_tell_the_time(int t)
    {
        var volume = new EmbryoVolume(7, 1_000_000);
        ushort[] slice = Read(volume, t, 40, 1);

        int[] digits = [.. new[] { Fiducials.TimeBeadRow, Fiducials.RoundBeadRow, Fiducials.LongRoundBeadRow }
            .Select((row, place) => place == 2 && t < 14_400 ? 0 : (int)Math.Round((BrightestColumn(slice, row) - Fiducials.FirstColumn) / Fiducials.TimeColumnsPerStep))];
        Assert.Equal(t, digits[0] + (120 * digits[1]) + (14_400 * digits[2]));
        Assert.Equal(1_000_000, volume.Info.Axes[0].Length);
    }

    [Fact]
    public void The_first_times_are_the_same_however_many_follow()
    {
        Assert.Equal(Read(new EmbryoVolume(7), 119, 30, 1), Read(new EmbryoVolume(7, 5000), 119, 30, 1));
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
