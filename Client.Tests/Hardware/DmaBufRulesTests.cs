using System;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

public sealed class DmaBufRulesTests
{
    private const int Width = 64;
    private const int Height = 36;
    private const int Size = Width * Height * 3 / 2;
    private const ulong Tiled = 0x0100_0000_0000_0002;

    [Fact]
    public void A_picture_that_fits_exactly_passes()
    {
        Assert.Null(Check(Nv12()));
        Assert.Null(Check(Nv12(modifier: DrmFormat.UnknownModifier)));
    }

    [Theory]
    [InlineData(Size - 1, "need")]
    [InlineData(0, "cannot be read")]
    [InlineData(-1, "cannot be read")]
    public void An_object_that_is_too_small_is_refused(long trueSize, string words) => Assert.Contains(words, Check(Nv12(), trueSize)!, StringComparison.Ordinal);

    [Fact]
    public void A_pitch_below_a_row_is_refused() => Assert.Contains("pitch", Check(Nv12(pitch: Width - 1))!, StringComparison.Ordinal);

    [Fact]
    public void An_offset_beyond_the_object_is_refused() => Assert.Contains("need", Check(Nv12(chromaOffset: Size - 4))!, StringComparison.Ordinal);

    [Fact]
    public void A_tiled_object_must_be_as_large_as_it_was_said_to_be()
    {
        Assert.Null(Check(Nv12(modifier: Tiled)));
        Assert.Contains("need", Check(Nv12(modifier: Tiled, said: Size + 4096))!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_with_a_compression_plane_is_one_texture_of_two_planes()
    {
        DmaBufPicture picture = default;
        Assert.True(picture.TryAdd(new DmaBufPlane(0, DrmFormat.R8, 3, Size, 0, Width, Tiled)));
        Assert.True(picture.TryAdd(new DmaBufPlane(0, DrmFormat.R8, 3, Size, 64, Width, Tiled)));
        Assert.True(picture.TryAdd(new DmaBufPlane(1, DrmFormat.GR88, 3, Size, 128, Width, Tiled)));
        Span<DmaBufLayer> layers = stackalloc DmaBufLayer[2];

        Assert.Null(DmaBufRules.Check(picture, Info(PixelLayout.Nv12), _ => Size, layers));

        Assert.Equal((0, 2, DrmFormat.R8, Width, Height), (layers[0].First, layers[0].Planes, layers[0].Fourcc, layers[0].Width, layers[0].Height));
        Assert.Equal((2, 1, DrmFormat.GR88, Width / 2, Height / 2), (layers[1].First, layers[1].Planes, layers[1].Fourcc, layers[1].Width, layers[1].Height));
    }

    [Fact]
    public void Planes_of_another_kind_are_refused()
    {
        DmaBufPicture picture = default;
        Assert.True(picture.TryAdd(new DmaBufPlane(0, DrmFormat.R8, 3, Size, 0, Width, 0)));
        Assert.Contains("needs 2 planes", Check(picture)!, StringComparison.Ordinal);

        Assert.True(picture.TryAdd(new DmaBufPlane(1, DrmFormat.R16, 3, Size, 0, Width, 0)));
        Assert.Contains("should be GR88, the surface says R16", Check(picture)!, StringComparison.Ordinal);
        Assert.Contains("no DRM format", Check(picture, layout: PixelLayout.Rgb24)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Span<DmaBufLayer> layers = stackalloc DmaBufLayer[2];
        Assert.NotNull(DmaBufRules.Check(Nv12(), Info(PixelLayout.Nv12) with { Width = 0 }, _ => Size, layers));
        Assert.NotNull(DmaBufRules.Check(Nv12(), Info(PixelLayout.Nv12) with { Height = 1 << 20 }, _ => long.MaxValue, layers));
    }

    private static DmaBufPicture Nv12(int pitch = Width, int chromaOffset = Width * Height, ulong modifier = 0, long said = Size)
    {
        DmaBufPicture picture = default;
        Assert.True(picture.TryAdd(new DmaBufPlane(0, DrmFormat.R8, 3, said, 0, (uint)pitch, modifier)));
        Assert.True(picture.TryAdd(new DmaBufPlane(1, DrmFormat.GR88, 3, said, (uint)chromaOffset, (uint)pitch, modifier)));
        return picture;
    }

    private static FrameInfo Info(PixelLayout layout) => new() { Width = Width, Height = Height, Layout = layout };

    private static string? Check(DmaBufPicture picture, long trueSize = Size, PixelLayout layout = PixelLayout.Nv12)
    {
        Span<DmaBufLayer> layers = stackalloc DmaBufLayer[2];
        return DmaBufRules.Check(picture, Info(layout), _ => trueSize, layers);
    }
}
