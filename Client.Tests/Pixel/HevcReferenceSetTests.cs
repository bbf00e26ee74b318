using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

/// <summary>Colour stands behind the reference picture sets: it is read right only when every bit of them was followed.</summary>
public sealed class HevcReferenceSetTests
{
    [Fact]
    public void Predicted_sets_are_followed_picture_by_picture()
    {
        Assert.True(HevcSequenceReader.TryRead(Build(WritePredicted), out SequenceParameterSet set, out ParameterSetError error), error.ToString());

        Assert.Equal((1280, 720, true), (set.Width, set.Height, set.IsFullRange));
        Assert.Equal((9, 16, 9), (set.Primaries, set.Transfer, set.Matrix));
        Assert.Equal(2, set.ChromaLocation);
    }

    [Fact]
    public void Long_term_pictures_and_raw_blocks_are_passed_over()
    {
        Assert.True(HevcSequenceReader.TryRead(Build(static (ref BitWriter bits) => bits.Ue(0), isRich: true), out SequenceParameterSet set, out _));

        Assert.Equal((9, 16, 9), (set.Primaries, set.Transfer, set.Matrix));
    }

    [Theory]
    [InlineData(65u, 0u, 0u)]
    [InlineData(1u, 17u, 0u)]
    [InlineData(1u, 9u, 9u)]
    [InlineData(1u, 1u, 40000u)]
    public void Counts_and_distances_beyond_the_standard_are_refused(uint sets, uint before, uint after)
    {
        byte[] unit = Build((ref BitWriter bits) =>
        {
            bits.Ue(sets);
            bits.Ue(before);
            bits.Ue(after == 40000 ? 0 : after);
            bits.Ue(after);
            bits.Flag(true);
        });

        Assert.False(HevcSequenceReader.TryRead(unit, out _, out ParameterSetError error));
        Assert.Equal(ParameterSetError.OutOfRange, error);
    }

    private delegate void SetWriter(ref BitWriter bits);

    private static void WritePredicted(ref BitWriter bits)
    {
        bits.Ue(4);

        // −1, −3 and +2.
        bits.Ue(2);
        bits.Ue(1);
        WriteDistances(ref bits, 1, 2, 2);

        // One back from there: +1, −1, −2, −4 (all kept, one of them not used by the picture itself): four pictures.
        WriteShift(ref bits, isBackwards: true, 1);
        bits.Bits(0b1_1_01_1, 5);

        // Two on: +3, +2, +1, 0 (left out), −2: four flags of pictures and one of the reference; −2 is dropped.
        WriteShift(ref bits, isBackwards: false, 2);
        bits.Bits(0b1_1_00_1_1, 6);

        // Three pictures are left (+1, +3 and the reference at +2): four flags.
        WriteShift(ref bits, isBackwards: true, 1);
        bits.Bits(0b1111, 4);
    }

    private static void WriteDistances(ref BitWriter bits, params ReadOnlySpan<uint> steps)
    {
        foreach (uint step in steps)
        {
            bits.Ue(step - 1);
            bits.Flag(true);
        }
    }

    private static void WriteShift(ref BitWriter bits, bool isBackwards, uint distance)
    {
        bits.Flag(true);
        bits.Flag(isBackwards);
        bits.Ue(distance - 1);
    }

    private static byte[] Build(SetWriter writeSets, bool isRich = false)
    {
        byte[] raw = new byte[256];
        var bits = new BitWriter(raw);
        bits.Bits(0x01, 8);
        bits.Bits(0x01, 8);
        bits.Bits(0x60000000, 32);
        bits.Bits(0x90000000, 32);
        bits.Bits(0, 16);
        bits.Bits(93, 8);
        bits.Ue(0);
        bits.Ue(1);
        bits.Ue(1280);
        bits.Ue(720);
        bits.Flag(false);
        bits.Ue(0);
        bits.Ue(0);
        bits.Ue(4);
        bits.Flag(true);
        bits.Ue(4);
        bits.Ue(2);
        bits.Ue(0);
        for (int i = 0; i < 6; i++)
        {
            bits.Ue(1);
        }

        bits.Flag(false);
        bits.Bits(3, 2);
        bits.Flag(isRich);
        if (isRich)
        {
            bits.Bits(0x77, 8);
            bits.Ue(0);
            bits.Ue(2);
            bits.Flag(true);
        }

        writeSets(ref bits);
        bits.Flag(isRich);
        if (isRich)
        {
            bits.Ue(2);
            bits.Bits(0x1ff, 9);
            bits.Bits(0x0ff, 9);
        }

        bits.Bits(3, 2);
        WriteUsability(ref bits);
        bits.TrailingBits();
        byte[] unit = new byte[512];
        ((ReadOnlySpan<byte>)[0x42, 1]).CopyTo(unit);
        EmulationPrevention.TryInsert(raw.AsSpan(0, bits.Length), unit.AsSpan(2), out int length);
        return unit[..(length + 2)];
    }

    private static void WriteUsability(ref BitWriter bits)
    {
        bits.Flag(true);
        bits.Bits(0, 2);
        bits.Flag(true);
        bits.Bits(5, 3);
        bits.Flag(true);
        bits.Flag(true);
        bits.Bits(0x091009, 24);
        bits.Flag(true);
        bits.Ue(2);
        bits.Ue(2);
    }
}
