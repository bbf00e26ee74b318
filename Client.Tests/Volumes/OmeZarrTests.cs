using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Compression;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Volumes;

public sealed class OmeZarrTests
{
    private static readonly string s_fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures", "zarr");

    [SkippableFact]
    public void An_image_by_another_writer_has_its_axes_units_and_voxels()
    {
        Skip.IfNot(Blosc.IsAvailable, "libblosc is not on this machine.");
        using VolumeSet set = VolumeSources.Open(Path.Combine(s_fixtures, "python-ome04.zarr"), new SourceOptions());
        VolumeInfo info = Assert.Single(set.Images).Info;

        Assert.Equal("c z y x", string.Join(' ', info.Axes.Select(axis => axis.Name)));
        Assert.Equal([AxisKind.Channel, AxisKind.Space, AxisKind.Space, AxisKind.Space], info.Axes.Select(axis => axis.Kind));
        Assert.Equal("micrometer", info.Axes[3].Unit);
        Assert.Equal(2, info.Levels.Length);
        Assert.Equal([1.0, 2.0, 1.0, 1.0], info.Levels[0].Scale.ToArray());
        Assert.Equal([0.0, 10.0, 0.0, -3.0], info.Levels[0].Translation.ToArray());

        // First the level's own translation, scaled by the image, then the image's.
        Assert.Equal([1.0, 2.0, 2.0, 2.0], info.Levels[1].Scale.ToArray());
        Assert.Equal([0.0, 10.0, 0.5, -2.5], info.Levels[1].Translation.ToArray());
        ushort[] fine = Read(set.Images[0], 0), coarse = Read(set.Images[0], 1);
        Assert.Equal(1000 + 300 + (23 * 3) + 29, fine[^1]);
        Assert.Equal(1000 + 300 + (22 * 3) + 28, coarse[^1]);
    }

    [SkippableFact]
    public void Its_omero_block_and_labels_are_taken_as_they_are()
    {
        Skip.IfNot(Blosc.IsAvailable, "libblosc is not on this machine.");
        using VolumeSet set = VolumeSources.Open(Path.Combine(s_fixtures, "python-ome04.zarr"), new SourceOptions());
        VolumeInfo info = set.Images[0].Info;

        Assert.Equal(new ChannelInfo("DNA", "#00ff00", 10, 900, 0, 4095, true, false), info.Channels[0]);
        Assert.Equal(new ChannelInfo("membrane", "#ff0000", 1000, 2000, 0, 65535, false, true), info.Channels[1]);
        Assert.False(info.ContrastIsEstimated);
        Assert.Equal((10.0, 900.0), (info.ContrastLow, info.ContrastHigh));
        Assert.Equal([-1, 2, -1, -1], info.StartAt.ToArray());
        VolumeInfo labels = Assert.Single(set.Labels).Info;
        Assert.Equal((VolumeKind.Labels, SampleType.Int32, "cells"), (labels.Kind, labels.Sample, labels.Name));
        Assert.Equal(0xFF0000FFu, labels.LabelColors[1]);
        Assert.Equal(0x0080FF7Fu, labels.LabelColors[6]);
    }

    [SkippableTheory]
    [InlineData("transposed")]
    [InlineData("blosc")]
    [InlineData("zstd")]
    public void Version_3_arrays_by_another_writer_are_read(string name)
    {
        Skip.IfNot(Blosc.IsAvailable && Zstd.IsAvailable, "libblosc or libzstd is not on this machine.");
        using VolumeSet set = VolumeSources.Open(Path.Combine(s_fixtures, "javascript-v3.zarr", name), new SourceOptions());
        IVolumeSource source = set.Images[0];
        byte[] samples = new byte[143 * source.Info.BytesPerSample];

        source.Read(Whole(source, 0), samples, [], CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 143), Enumerable.Range(0, 143).Select(i => (int)samples[i * source.Info.BytesPerSample]));
        Assert.True(source.Info.ContrastIsEstimated);
    }

    [Fact]
    public void Version_0_5_says_the_same_under_its_own_key()
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteImage(folder.Path, TinyOme.Version5("0.5"), version: 3);
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());

        Assert.Equal([3.0, 0.5, 0.5], set.Images[0].Info.Levels[0].Scale.ToArray());
        Assert.Equal("second", set.Images[0].Info.Axes[0].Unit);
    }

    [Fact]
    public void Without_an_omero_block_the_contrast_is_looked_for_and_said_to_be_estimated()
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteImage(folder.Path, TinyOme.Version4, version: 2);
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());
        VolumeInfo info = set.Images[0].Info;

        Assert.True(info.ContrastIsEstimated);
        Assert.InRange(info.ContrastLow, 0, 10);
        Assert.InRange(info.ContrastHigh, 80, 100);
    }

    [Theory]
    [InlineData("0.6rc0")]
    [InlineData("0.6")]
    [InlineData("1.0")]
    public void Versions_to_come_are_refused_by_name(string version)
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteImage(folder.Path, TinyOme.Version5(version), version: 3);

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));

        Assert.Contains(version, error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collection_is_never_opened_as_its_first_image_only()
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteGroup(folder.Path, """{"bioformats2raw.layout": 3}""");
        TinyOme.WriteImage(folder["0"], TinyOme.Version4, version: 2);
        TinyOme.WriteImage(folder["1"], TinyOme.Version4, version: 2);

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));
        using VolumeSet byMark = VolumeSources.Open(folder.Path + "#1", new SourceOptions());
        using VolumeSet byOption = VolumeSources.Open(folder.Path, new SourceOptions { Image = "0" });

        Assert.Contains("0, 1", error.Why, StringComparison.Ordinal);
        Assert.EndsWith("/1", byMark.Name, StringComparison.Ordinal);
        Assert.EndsWith("/0", byOption.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plate_lists_its_wells_and_opens_the_field_that_is_named()
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteGroup(folder.Path, """{"plate": {"wells": [{"path": "A/1"}, {"path": "B/2"}]}}""");
        TinyOme.WriteGroup(folder["B/2"], """{"well": {"images": [{"path": "0"}, {"path": "1"}]}}""");
        TinyOme.WriteImage(folder["B/2/1"], TinyOme.Version4, version: 2);

        FathomException wells = Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));
        FathomException fields = Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path + "#B/2", new SourceOptions()));
        using VolumeSet set = VolumeSources.Open(folder.Path + "#B/2/1", new SourceOptions());

        Assert.Contains("A/1, B/2", wells.Why, StringComparison.Ordinal);
        Assert.Contains("fields", fields.Why, StringComparison.Ordinal);
        Assert.Single(set.Images);
    }

    [Fact]
    public void A_plain_array_opens_and_says_what_was_guessed()
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray { Shape = [3, 4, 5], Chunks = [1, 4, 5] });
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());

        Assert.Equal("z y x", string.Join(' ', set.Images[0].Info.Axes.Select(axis => axis.Name)));
        Assert.Contains(set.Images[0].Info.Notes, note => note.Contains("guessed", StringComparison.Ordinal));
    }

    [Fact]
    public void Axes_that_are_stored_with_space_first_are_shown_with_space_last()
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray { Version = 3, Shape = [4, 5, 2], Chunks = [3, 2, 1], AxisNames = """["y", "x", "c"]""", Value = at => (at[0] * 50) + (at[1] * 10) + at[2], Has = chunk => chunk[1] != 1 });
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());
        IVolumeSource source = set.Images[0];
        byte[] samples = new byte[2 * 2 * 2 * 2], present = new byte[8];

        source.Read(new RegionRequest(0, [0, 1, 0], [2, 3, 4], [1, 2, 2]), samples, present, CancellationToken.None);

        Assert.Equal("c y x", string.Join(' ', source.Info.Axes.Select(axis => axis.Name)));
        Assert.Equal(new ushort[] { 50, 0, 150, 0, 51, 0, 151, 0 }, MemoryMarshal.Cast<byte, ushort>(samples).ToArray());
        Assert.Equal(new byte[] { 1, 0, 1, 0, 1, 0, 1, 0 }, present);
    }

    private static RegionRequest Whole(IVolumeSource source, int level)
    {
        ImmutableArray<int> shape = source.Info.Levels[level].Shape;
        return new RegionRequest(level, [.. shape.Select(_ => 0)], shape, [.. shape.Select(_ => 1)]);
    }

    private static ushort[] Read(IVolumeSource source, int level)
    {
        ushort[] samples = new ushort[Whole(source, level).SampleCount];
        Assert.Equal(RegionContent.Complete, source.Read(Whole(source, level), MemoryMarshal.AsBytes(samples.AsSpan()), [], CancellationToken.None));
        return samples;
    }
}
