using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class BitReaderTests
{
    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(7u)]
    [InlineData(255u)]
    [InlineData(65534u)]
    [InlineData(uint.MaxValue - 1)]
    public void Exp_golomb_codes_survive(uint value)
    {
        byte[] data = new byte[16];
        var writer = new BitWriter(data);
        writer.Bits(1, 3);
        writer.Ue(value);
        writer.Se((int)(value & 0x7fff));
        writer.Se(-(int)(value & 0x7fff));

        var reader = new BitReader(data, escaped: false);
        reader.Skip(3);

        Assert.Equal(value, reader.Ue());
        Assert.Equal((int)(value & 0x7fff), reader.Se());
        Assert.Equal(-(int)(value & 0x7fff), reader.Se());
        Assert.Equal(writer.Position, reader.Position);
        Assert.False(reader.IsOverrun);
    }

    [Fact]
    public void Reading_past_the_end_gives_zeros_and_says_so()
    {
        var reader = new BitReader([0xff], escaped: false);

        Assert.Equal(0xff0u, reader.Bits(12));
        Assert.True(reader.IsOverrun);
        Assert.Equal(0u, reader.Ue());
    }

    [Fact]
    public void A_code_of_more_than_32_bits_is_an_overrun_and_not_a_loop()
    {
        var reader = new BitReader(new byte[100], escaped: false);

        Assert.Equal(0u, reader.Ue());
        Assert.True(reader.IsOverrun);
        Assert.True(reader.Position < 40);
    }

    [Fact]
    public void Emulation_prevention_is_skipped_when_reading_and_inserted_when_writing()
    {
        byte[] raw = [0, 0, 0, 0, 0, 1, 7, 0, 0, 3, 0, 0];
        byte[] escaped = new byte[32];
        byte[] back = new byte[32];

        Assert.True(EmulationPrevention.TryInsert(raw, escaped, out int length));
        Assert.True(EmulationPrevention.TryRemove(escaped.AsSpan(0, length), back, out int backLength));

        Assert.Equal(Convert.FromHexString("000003000003000107" + "00000303" + "0000"), escaped[..length]);
        Assert.Equal(raw, back[..backLength]);
        var reader = new BitReader(escaped.AsSpan(0, length), escaped: true);
        foreach (byte value in raw)
        {
            Assert.Equal(value, reader.Bits(8));
        }
    }

    [Fact]
    public void Without_room_nothing_overflows()
    {
        var writer = new BitWriter(new byte[1]);
        writer.Bits(0xffff, 16);

        Assert.True(writer.IsOverrun);
        Assert.Equal(0, writer.Length);
        Assert.False(EmulationPrevention.TryInsert([0, 0, 1], new byte[3], out _));
        Assert.False(EmulationPrevention.TryRemove([0, 1], new byte[1], out _));
    }
}
