using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class DecoderConfigurationTests
{
    [Fact]
    public void An_avc_record_survives_byte_for_byte()
    {
        Assert.True(AvcDecoderConfiguration.TryParse(BitstreamSamples.AvcRecord, out AvcDecoderConfiguration? record, out _));

        Assert.Equal(BitstreamSamples.AvcRecord, record!.ToArray());
        Assert.Equal(BitstreamSamples.AvcHigh, record.SequenceSets[0].ToArray());
        Assert.Equal((100, 31, 4), (record.Profile, record.Level, record.NalLengthSize));
        Assert.Equal([0, 0, 0, 1, .. BitstreamSamples.AvcHigh, 0, 0, 0, 1, .. BitstreamSamples.AvcHighPicture], record.ToAnnexB());
    }

    [Fact]
    public void A_high_profile_record_without_its_tail_is_accepted_and_can_be_written()
    {
        byte[] bare = BitstreamSamples.AvcRecord[..^4];

        Assert.True(AvcDecoderConfiguration.TryParse(bare, out AvcDecoderConfiguration? record, out _));
        Assert.True(AvcDecoderConfiguration.TryParse(BitstreamSamples.AvcRecord, out AvcDecoderConfiguration? whole, out _));

        Assert.Equal(bare, record!.ToArray(withHighProfileTail: false));
        Assert.Equal(whole, record);
        Assert.Equal(whole!.GetHashCode(), record.GetHashCode());
    }

    [Fact]
    public void Every_truncation_of_a_record_is_refused()
    {
        for (int length = 0; length < BitstreamSamples.AvcRecord.Length - 4; length++)
        {
            Assert.False(AvcDecoderConfiguration.TryParse(BitstreamSamples.AvcRecord.AsSpan(0, length), out _, out ParameterSetError error));
            Assert.Equal(ParameterSetError.Truncated, error);
        }

        for (int length = 0; length < BitstreamSamples.HevcRecord.Length; length++)
        {
            Assert.False(HevcDecoderConfiguration.TryParse(BitstreamSamples.HevcRecord.AsSpan(0, length), out _, out ParameterSetError error));
            Assert.Equal(ParameterSetError.Truncated, error);
        }
    }

    [Fact]
    public void Another_version_is_refused()
    {
        Assert.False(AvcDecoderConfiguration.TryParse([2, .. BitstreamSamples.AvcRecord[1..]], out _, out ParameterSetError avc));
        Assert.False(HevcDecoderConfiguration.TryParse([0, .. BitstreamSamples.HevcRecord[1..]], out _, out ParameterSetError hevc));
        Assert.False(Av1DecoderConfiguration.TryParse([0x82, .. BitstreamSamples.Av1Record[1..]], out _, out ParameterSetError av1));
        Assert.False(Av1DecoderConfiguration.TryParse([0x81, 0xe0, 0, 0], out _, out ParameterSetError profile));
        Assert.False(Av1DecoderConfiguration.TryParse([0x81], out _, out ParameterSetError tooShort));

        Assert.All([avc, hevc, av1], error => Assert.Equal(ParameterSetError.WrongVersion, error));
        Assert.Equal((ParameterSetError.OutOfRange, ParameterSetError.Truncated), (profile, tooShort));
    }

    [Fact]
    public void An_avc_record_is_made_from_a_key_frame()
    {
        byte[] keyframe = [0, 0, 0, 1, .. BitstreamSamples.AvcHigh, 0, 0, 1, .. BitstreamSamples.AvcHighPicture, 0, 0, 1, 0x65, 9];

        Assert.True(AvcDecoderConfiguration.TryCreate(new NalUnitReader(keyframe, NalLayout.StartCodes), out AvcDecoderConfiguration? record));
        Assert.Equal(BitstreamSamples.AvcRecord, record!.ToArray());
        Assert.False(AvcDecoderConfiguration.TryCreate([0x67, 0x42], BitstreamSamples.AvcHighPicture, out _));
        Assert.False(AvcDecoderConfiguration.TryCreate(BitstreamSamples.AvcHigh, [], out _));
    }

    [Fact]
    public void An_hevc_record_is_read_and_made_from_a_key_frame()
    {
        byte[] keyframe = [0, 0, 0, 1, .. BitstreamSamples.HevcVideo, 0, 0, 1, .. BitstreamSamples.HevcMain, 0, 0, 1, .. BitstreamSamples.HevcPicture, 0, 0, 1, 0x26, 1, 9];

        Assert.True(HevcDecoderConfiguration.TryParse(BitstreamSamples.HevcRecord, out HevcDecoderConfiguration? read, out _));
        Assert.True(HevcDecoderConfiguration.TryCreate(new NalUnitReader(keyframe, NalLayout.StartCodes), out HevcDecoderConfiguration? made));

        Assert.Equal(read, made);
        Assert.Equal(read!.GetHashCode(), made!.GetHashCode());
        Assert.Equal((1, 8, 8, 4), (read.ChromaFormat, read.LumaDepth, read.ChromaDepth, read.NalLengthSize));
        Assert.True(HevcDecoderConfiguration.TryParse(made.ToArray(), out HevcDecoderConfiguration? again, out _));
        Assert.Equal(made, again);
        Assert.Equal(BitstreamSamples.HevcVideo, made.ToAnnexB()[4..(4 + BitstreamSamples.HevcVideo.Length)]);
    }

    [Fact]
    public void An_hevc_record_needs_all_three_sets()
    {
        byte[] keyframe = [0, 0, 0, 1, .. BitstreamSamples.HevcMain, 0, 0, 1, .. BitstreamSamples.HevcPicture];

        Assert.False(HevcDecoderConfiguration.TryCreate(new NalUnitReader(keyframe, NalLayout.StartCodes), out _));
    }

    [Fact]
    public void An_av1_record_is_read_and_made_from_a_key_frame()
    {
        Assert.True(Av1DecoderConfiguration.TryParse(BitstreamSamples.Av1Record, out Av1DecoderConfiguration? read, out _));
        Assert.True(Av1DecoderConfiguration.TryCreate(BitstreamSamples.Av1Main, out Av1DecoderConfiguration? made));
        Assert.True(Av1DecoderConfiguration.TryCreate(BitstreamSamples.Av1Rgb, out Av1DecoderConfiguration? rgb));
        Assert.False(Av1DecoderConfiguration.TryCreate([0x12, 0], out _));

        Assert.Equal(read, made);
        Assert.Equal(read!.GetHashCode(), made!.GetHashCode());
        Assert.Equal(BitstreamSamples.Av1Record, made.ToArray());
        Assert.True(Av1DecoderConfiguration.TryParse(rgb!.ToArray(), out Av1DecoderConfiguration? again, out _));
        Assert.Equal(rgb, again);
    }
}
