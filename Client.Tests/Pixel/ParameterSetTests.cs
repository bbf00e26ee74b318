using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class ParameterSetTests
{
    [Fact]
    public void Avc_high_profile_tells_size_crop_colour_and_reordering()
    {
        Assert.True(AvcSequenceReader.TryRead(BitstreamSamples.AvcHigh, out SequenceParameterSet set, out ParameterSetError error));

        Assert.Equal(ParameterSetError.None, error);
        Assert.Equal((642, 362, 656, 368), (set.Width, set.Height, set.CodedWidth, set.CodedHeight));
        Assert.Equal(new PictureCrop(0, 14, 0, 6), set.Crop);
        Assert.Equal((100, 31, 0), (set.Profile, set.Level, set.Compatibility));
        Assert.Equal((1, 8, 8), (set.ChromaFormat, set.LumaDepth, set.ChromaDepth));
        Assert.Equal((true, 1, 1, 1), (set.IsFullRange, set.Primaries, set.Transfer, set.Matrix));
        Assert.Equal(2, set.MaxReorderFrames);
        Assert.False(set.PromisesNoReordering);
        Assert.False(set.IsInterlaced);
    }

    [Fact]
    public void Avc_ten_bits_with_nothing_said_about_colour()
    {
        Assert.True(AvcSequenceReader.TryRead(BitstreamSamples.AvcHigh10, out SequenceParameterSet set, out _));

        Assert.Equal((10, 10, false, SequenceParameterSet.UnspecifiedColor), (set.LumaDepth, set.ChromaDepth, set.IsFullRange, set.Matrix));
        Assert.Equal((642, 362, 110, 22), (set.Width, set.Height, set.Profile, set.Level));
    }

    [Fact]
    public void Avc_interlaced_with_reference_decoder_parameters()
    {
        Assert.True(AvcSequenceReader.TryRead(BitstreamSamples.AvcInterlaced, out SequenceParameterSet set, out _));

        Assert.Equal((642, 362, 3, true), (set.Width, set.Height, set.ChromaFormat, set.IsInterlaced));
        Assert.Equal(2, set.MaxReorderFrames);
    }

    [Fact]
    public void Avc_zero_latency_promises_no_reordering()
    {
        Assert.True(AvcSequenceReader.TryRead(BitstreamSamples.AvcZeroLatency, out SequenceParameterSet zero, out _));
        Assert.True(AvcSequenceReader.TryRead(BitstreamSamples.AvcBaseline, out SequenceParameterSet baseline, out _));

        Assert.True(zero.PromisesNoReordering);
        Assert.Equal((64, 48, 66, 10), (baseline.Width, baseline.Height, baseline.Profile, baseline.Level));
        Assert.True(baseline.PromisesNoReordering);
    }

    [Fact]
    public void Hevc_main_tells_size_crop_colour_and_reordering()
    {
        Assert.True(HevcSequenceReader.TryRead(BitstreamSamples.HevcMain, out SequenceParameterSet set, out ParameterSetError error));

        Assert.Equal(ParameterSetError.None, error);
        Assert.Equal((642, 362, 648, 368), (set.Width, set.Height, set.CodedWidth, set.CodedHeight));
        Assert.Equal((1, 63, 1, 8), (set.Profile, set.Level, set.ChromaFormat, set.LumaDepth));
        Assert.Equal((true, 1, 1, 1), (set.IsFullRange, set.Primaries, set.Transfer, set.Matrix));
        Assert.Equal(2, set.MaxReorderFrames);
    }

    [Fact]
    public void Hevc_range_extensions_with_scaling_lists()
    {
        Assert.True(HevcSequenceReader.TryRead(BitstreamSamples.Hevc422, out SequenceParameterSet set, out _));

        Assert.Equal((642, 362, 4, 2, 10, 10), (set.Width, set.Height, set.Profile, set.ChromaFormat, set.LumaDepth, set.ChromaDepth));
        Assert.Equal((false, 9, 16, 9), (set.IsFullRange, set.Primaries, set.Transfer, set.Matrix));
        Assert.True(set.PromisesNoReordering);
    }

    [Fact]
    public void Hevc_video_parameter_set_tells_its_basics()
    {
        Assert.True(HevcVideoParameterSet.TryRead(BitstreamSamples.HevcVideo, out HevcVideoParameterSet set, out _));

        Assert.Equal((0, 1, 1, 1, 63, 2), (set.Id, set.MaxLayers, set.MaxSubLayers, set.General.Profile, set.General.Level, set.MaxReorderFrames));
    }

    [Fact]
    public void Av1_tells_size_depth_and_colour()
    {
        Assert.True(Av1SequenceReader.TryRead(BitstreamSamples.Av1Main, out SequenceParameterSet main, out _));
        Assert.True(Av1SequenceReader.TryRead(BitstreamSamples.Av1TenBit, out SequenceParameterSet ten, out _));
        Assert.True(Av1SequenceReader.TryRead(BitstreamSamples.Av1Rgb, out SequenceParameterSet rgb, out _));

        Assert.Equal((642, 362, 0, 1, 8, true, 1), (main.Width, main.Height, main.Profile, main.Level, main.LumaDepth, main.IsFullRange, main.Matrix));
        Assert.Equal((642, 362, 10, 1, false, 2), (ten.Width, ten.Height, ten.LumaDepth, ten.ChromaFormat, ten.IsFullRange, ten.Matrix));
        Assert.Equal((642, 362, 1, 3, true, 0), (rgb.Width, rgb.Height, rgb.Profile, rgb.ChromaFormat, rgb.IsFullRange, rgb.Matrix));
        Assert.True(main.PromisesNoReordering);
    }

    [Fact]
    public void Another_kind_of_unit_is_named_as_such()
    {
        Assert.False(AvcSequenceReader.TryRead(BitstreamSamples.AvcHighPicture, out _, out ParameterSetError avc));
        Assert.False(HevcSequenceReader.TryRead(BitstreamSamples.HevcVideo, out _, out ParameterSetError hevc));
        Assert.False(HevcVideoParameterSet.TryRead(BitstreamSamples.HevcMain, out _, out ParameterSetError video));
        Assert.False(Av1SequenceReader.TryRead([0x12, 0], out _, out ParameterSetError av1));

        Assert.All([avc, hevc, video, av1], error => Assert.Equal(ParameterSetError.WrongType, error));
    }

    [Fact]
    public void Every_truncation_ends_in_a_typed_error_or_in_a_set_without_its_tail()
    {
        foreach (byte[] unit in new[] { BitstreamSamples.AvcHigh, BitstreamSamples.AvcInterlaced, BitstreamSamples.HevcMain, BitstreamSamples.Hevc422 })
        {
            for (int length = 0; length < unit.Length - 2; length++)
            {
                ReadOnlySpan<byte> part = unit.AsSpan(0, length);
                bool read = (unit[0] & 0x80) == 0 && unit[0] == 0x42
                    ? HevcSequenceReader.TryRead(part, out SequenceParameterSet set, out ParameterSetError error)
                    : AvcSequenceReader.TryRead(part, out set, out error);

                Assert.True(read ? set.Width == 642 : error is ParameterSetError.Truncated or ParameterSetError.OutOfRange);
                Assert.True(length > unit.Length / 2 || !read);
            }
        }
    }

    [Theory]
    [InlineData(33)]
    [InlineData(300)]
    public void A_size_that_no_picture_has_is_out_of_range(uint unitsOfSixteen)
    {
        byte[] unit = SequenceSetBuilder.Avc(widthInUnits: unitsOfSixteen * 100, heightInUnits: 3);

        Assert.False(AvcSequenceReader.TryRead(unit, out _, out ParameterSetError error));
        Assert.Equal(ParameterSetError.OutOfRange, error);
    }

    [Fact]
    public void A_crop_that_leaves_nothing_is_out_of_range()
    {
        byte[] unit = SequenceSetBuilder.Avc(widthInUnits: 4, heightInUnits: 3, cropRight: 32);

        Assert.False(AvcSequenceReader.TryRead(unit, out _, out ParameterSetError error));
        Assert.Equal(ParameterSetError.OutOfRange, error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_order_count_type_is_read(uint type)
    {
        byte[] unit = SequenceSetBuilder.Avc(widthInUnits: 4, heightInUnits: 3, orderCountType: type);

        Assert.True(AvcSequenceReader.TryRead(unit, out SequenceParameterSet set, out _));
        Assert.Equal((64, 48, (int)type, -1), (set.Width, set.Height, set.OrderCountType, set.MaxReorderFrames));
        Assert.Equal(type == 2, set.PromisesNoReordering);
    }
}
