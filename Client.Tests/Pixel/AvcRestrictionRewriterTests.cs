using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class AvcRestrictionRewriterTests
{
    [Fact]
    public void A_set_that_allows_reordering_comes_out_promising_none_and_otherwise_the_same()
    {
        foreach (byte[] unit in new[] { BitstreamSamples.AvcHigh, BitstreamSamples.AvcHigh10, BitstreamSamples.AvcInterlaced })
        {
            AvcSequenceReader.TryRead(unit, out SequenceParameterSet before, out _);

            SequenceParameterSet after = Rewrite(unit, out _);

            Assert.True(after.PromisesNoReordering);
            Assert.Equal(before with { MaxReorderFrames = 0, MaxBufferedFrames = before.ReferenceFrames }, after);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_set_without_usability_information_gets_some(uint orderCountType)
    {
        byte[] unit = SequenceSetBuilder.Avc(4, 3, orderCountType, references: 3);

        SequenceParameterSet after = Rewrite(unit, out byte[] written);

        Assert.Equal((64, 48, 0, 3), (after.Width, after.Height, after.MaxReorderFrames, after.MaxBufferedFrames));
        Assert.True(written.Length <= unit.Length + AvcRestrictionRewriter.MaxGrowth);
    }

    [Fact]
    public void A_set_that_already_promises_is_copied()
    {
        Rewrite(BitstreamSamples.AvcZeroLatency, out byte[] written);

        Assert.Equal(BitstreamSamples.AvcZeroLatency, written);
    }

    [Fact]
    public void The_result_never_contains_a_start_code()
    {
        Rewrite(BitstreamSamples.AvcHigh, out byte[] written);

        Assert.True(written.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 1]) < 0);
        Assert.True(written.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 0]) < 0);
    }

    [Fact]
    public void What_cannot_be_understood_is_refused_with_a_reason()
    {
        Assert.False(AvcRestrictionRewriter.TryRewrite(BitstreamSamples.AvcHighPicture, new byte[99], out _, out ParameterSetError wrong));
        Assert.False(AvcRestrictionRewriter.TryRewrite(BitstreamSamples.AvcHigh, new byte[BitstreamSamples.AvcHigh.Length], out _, out ParameterSetError tight));

        Assert.Equal((ParameterSetError.WrongType, ParameterSetError.NoRoom), (wrong, tight));
    }

    [Fact]
    public void In_an_access_unit_only_the_sequence_set_changes()
    {
        byte[] slice = [0x65, 1, 2, 3];
        byte[] source = [0, 0, 1, .. BitstreamSamples.AvcHigh, 0, 0, 0, 1, .. BitstreamSamples.AvcHighPicture, 0, 0, 0, 1, .. slice];
        byte[] target = new byte[source.Length + 64];

        Assert.True(AvcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(source, NalLayout.StartCodes), target, out int written));

        var units = new NalUnitReader(target.AsSpan(0, written), NalLayout.StartCodes);
        Assert.True(units.MoveNext());
        Assert.True(AvcSequenceReader.TryRead(units.Current, out SequenceParameterSet set, out _) && set.PromisesNoReordering);
        Assert.True(units.MoveNext());
        Assert.Equal(BitstreamSamples.AvcHighPicture, units.Current.ToArray());
        Assert.True(units.MoveNext());
        Assert.Equal(slice, units.Current.ToArray());
        Assert.False(units.MoveNext());
    }

    [Fact]
    public void An_access_unit_with_nothing_to_change_or_no_room_is_left_to_the_caller()
    {
        byte[] source = [0, 0, 0, 1, .. BitstreamSamples.AvcZeroLatency, 0, 0, 0, 1, 0x65, 1];

        Assert.False(AvcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(source, NalLayout.StartCodes), new byte[200], out _));
        Assert.False(AvcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(source, NalLayout.StartCodes), new byte[9], out _));
    }

    private static SequenceParameterSet Rewrite(byte[] unit, out byte[] written)
    {
        byte[] target = new byte[unit.Length + AvcRestrictionRewriter.MaxGrowth];
        Assert.True(AvcRestrictionRewriter.TryRewrite(unit, target, out int length, out ParameterSetError error));
        Assert.Equal(ParameterSetError.None, error);
        written = target[..length];
        Assert.True(AvcSequenceReader.TryRead(written, out SequenceParameterSet set, out _));
        return set;
    }
}
