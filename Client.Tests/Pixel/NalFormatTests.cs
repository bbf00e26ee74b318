using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class NalFormatTests
{
    [Fact]
    public void Lengths_become_start_codes_where_they_lie_and_back()
    {
        byte[] source = Avcc([0x67, 1, 2], [0x68, 3], [0x65, 4, 5, 6]);
        byte[] unit = [.. source];

        Assert.True(NalFormat.TryAvccToAnnexBInPlace(unit, out int length));

        Assert.Equal(unit.Length, length);
        Assert.Equal(Convert.FromHexString("00000001670102" + "000000016803" + "0000000165040506"), unit);
        Assert.True(NalFormat.TryAnnexBToAvccInPlace(unit));
        Assert.Equal(source, unit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(65793)]
    public void Lengths_that_look_like_start_codes_are_lengths(int size)
    {
        byte[] nal = [0x65, .. Enumerable.Repeat((byte)0x9a, size - 1)];
        byte[] unit = Avcc(nal, [0x41, 7]);

        Assert.Equal(NalLayout.LengthPrefixed, NalFormat.Detect(unit));
        Assert.True(NalFormat.IsKeyframe(VideoCodec.H264, unit));
        Assert.True(NalFormat.TryAvccToAnnexBInPlace(unit, out int length));
        Assert.Equal(unit.Length, length);
        Assert.Equal([0, 0, 0, 1, 0x65], unit[..5]);
        Assert.Equal([0, 0, 0, 1, 0x41, 7], unit[^6..]);
    }

    [Theory]
    [InlineData("00000002410700000000", 6)]
    [InlineData("00000002410700000003aabb", 6)]
    [InlineData("000000024107000000", 6)]
    [InlineData("000000024107ffffffff00", 6)]
    [InlineData("00000000", 0)]
    [InlineData("", 0)]
    public void Conversion_stops_at_a_zero_or_overrunning_length(string hex, int good)
    {
        byte[] unit = Convert.FromHexString(hex);

        Assert.Equal(good > 0, NalFormat.TryAvccToAnnexBInPlace(unit, out int length));
        Assert.Equal(good, length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_length_size_is_read(int size)
    {
        byte[] unit = [.. Enumerable.Repeat((byte)0, size - 1), 2, 0x41, 7, .. Enumerable.Repeat((byte)0, size - 1), 1, 0x65, 9, 9];
        byte[] target = new byte[32];

        Assert.True(NalFormat.TryWriteAnnexB(new NalUnitReader(unit, NalLayout.LengthPrefixed, size), target, out int written));
        Assert.Equal(Convert.FromHexString("000000014107" + "0000000165"), target[..written]);
        Assert.False(NalFormat.TryWriteAnnexB(new NalUnitReader(unit, NalLayout.LengthPrefixed, size), target.AsSpan(0, 8), out _));
    }

    [Fact]
    public void Start_codes_of_both_lengths_and_padding_are_understood()
    {
        byte[] stream = Convert.FromHexString("0000" + "000001" + "6742" + "000000" + "000001" + "68" + "000001" + "000001" + "65aa0000");

        Assert.Equal(["6742", "68", "65AA"], Units(stream, NalLayout.StartCodes));
        byte[] target = new byte[64];
        Assert.True(NalFormat.TryWriteAvcc(new NalUnitReader(stream, NalLayout.StartCodes), target, out int written));
        Assert.Equal(Convert.FromHexString("000000026742" + "0000000168" + "0000000265aa"), target[..written]);
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(written, NalFormat.WriteAvcc(new NalUnitReader(stream, NalLayout.StartCodes), output));
        Assert.Equal(target[..written], output.WrittenSpan.ToArray());
        Assert.False(NalFormat.TryWriteAvcc(new NalUnitReader(stream, NalLayout.StartCodes), target.AsSpan(0, 7), out _));
    }

    [Theory]
    [InlineData("000001")]
    [InlineData("00000000")]
    [InlineData("12345678")]
    [InlineData("")]
    public void Without_a_unit_there_is_nothing(string hex)
    {
        Assert.Empty(Units(Convert.FromHexString(hex), NalLayout.StartCodes));
        Assert.False(NalFormat.TryWriteAvcc(new NalUnitReader(Convert.FromHexString(hex), NalLayout.StartCodes), new byte[9], out _));
    }

    [Theory]
    [InlineData("0000016507")]
    [InlineData("000000016507000000")]
    [InlineData("6500000001")]
    [InlineData("4100000165")]
    [InlineData("00000165070000000165")]
    public void The_way_back_in_place_refuses_what_it_did_not_make(string hex)
    {
        byte[] unit = Convert.FromHexString(hex);

        Assert.False(NalFormat.TryAnnexBToAvccInPlace(unit));
        Assert.Equal(Convert.FromHexString(hex), unit);
    }

    [Theory]
    [InlineData("00000001419a2011", NalLayout.StartCodes)]
    [InlineData("000001419a2011", NalLayout.StartCodes)]
    [InlineData("00000004419a2011", NalLayout.LengthPrefixed)]
    [InlineData("123456", NalLayout.Unknown)]
    [InlineData("", NalLayout.Unknown)]
    public void The_form_of_foreign_bytes_is_told_by_adding_up_lengths(string hex, NalLayout expected)
    {
        Assert.Equal(expected, NalFormat.Detect(Convert.FromHexString(hex)));
        Assert.Empty(Units(Convert.FromHexString(hex), NalLayout.Unknown));
    }

    [Theory]
    [InlineData(VideoCodec.H264, "0000000165", true)]
    [InlineData(VideoCodec.H264, "0000000141", false)]
    [InlineData(VideoCodec.H264, "0000000126", false)]
    [InlineData(VideoCodec.H264, "00000001270000000128", false)]
    [InlineData(VideoCodec.H264, "000000010600000001650000000145", true)]
    [InlineData(VideoCodec.Hevc, "000000022601", true)]
    [InlineData(VideoCodec.Hevc, "000000022a01", true)]
    [InlineData(VideoCodec.Hevc, "000000022001", true)]
    [InlineData(VideoCodec.Hevc, "000000020201", false)]
    [InlineData(VideoCodec.Hevc, "0000000165", false)]
    [InlineData(VideoCodec.Av1, "12003205100085a004", true)]
    [InlineData(VideoCodec.Av1, "12003205300085a004", false)]
    [InlineData(VideoCodec.Av1, "1200320590", false)]
    [InlineData(VideoCodec.Av1, "12000a010832021085", true)]
    [InlineData(VideoCodec.Av1, "ff", false)]
    [InlineData(VideoCodec.Av1, "1a00", false)]
    [InlineData(VideoCodec.LosslessStill, "00", true)]
    [InlineData((VideoCodec)77, "0000000165", false)]
    public void Key_frames_are_told_by_the_codecs_own_rules(VideoCodec codec, string hex, bool expected)
    {
        Assert.Equal(expected, NalFormat.IsKeyframe(codec, Convert.FromHexString(hex)));
    }

    [Fact]
    public void A_length_has_one_to_four_bytes()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NalFormat.Detect([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NalFormat.Detect([1], 5));
    }

    [Fact]
    public void Conversion_in_place_allocates_nothing()
    {
        byte[] fresh = Avcc([0x65, .. new byte[1000]], [0x41, 2]);
        byte[] unit = new byte[fresh.Length];

        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            fresh.CopyTo(unit.AsSpan());
            NalFormat.TryAvccToAnnexBInPlace(unit, out _);
            NalFormat.IsKeyframe(VideoCodec.H264, unit, NalLayout.StartCodes);
        }));
    }

    private static byte[] Avcc(params byte[][] units)
    {
        var output = new List<byte>();
        foreach (byte[] unit in units)
        {
            output.AddRange([(byte)(unit.Length >> 24), (byte)(unit.Length >> 16), (byte)(unit.Length >> 8), (byte)unit.Length]);
            output.AddRange(unit);
        }

        return [.. output];
    }

    private static List<string> Units(byte[] data, NalLayout layout)
    {
        var found = new List<string>();
        foreach (ReadOnlySpan<byte> unit in new NalUnitReader(data, layout))
        {
            found.Add(Convert.ToHexString(unit));
        }

        return found;
    }
}
