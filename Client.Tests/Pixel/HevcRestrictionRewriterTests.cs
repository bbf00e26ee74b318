using System;
using System.Linq;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class HevcRestrictionRewriterTests
{
    [Fact]
    public void A_sequence_set_that_allows_reordering_comes_out_promising_none_and_otherwise_the_same()
    {
        byte[] careless = Rewrite(BitstreamSamples.HevcMain, reorder: 2);
        Assert.True(HevcSequenceReader.TryRead(careless, out SequenceParameterSet before, out _));
        Assert.Equal(2, before.MaxReorderFrames);

        byte[] written = Rewrite(careless);

        Assert.True(HevcSequenceReader.TryRead(written, out SequenceParameterSet after, out _));
        Assert.Equal(before with { MaxReorderFrames = 0 }, after);
    }

    [Fact]
    public void A_set_that_promises_already_is_the_same_afterwards()
    {
        byte[] good = Rewrite(BitstreamSamples.HevcMain);

        Assert.Equal(good, Rewrite(good));
    }

    [Fact]
    public void What_is_no_parameter_set_of_the_base_layer_is_refused()
    {
        byte[] other = [.. BitstreamSamples.HevcMain];
        other[1] |= 8;

        Assert.False(HevcRestrictionRewriter.TryRewrite(other, new byte[999], out _, out ParameterSetError layer));
        Assert.False(HevcRestrictionRewriter.TryRewrite(BitstreamSamples.HevcMain, new byte[BitstreamSamples.HevcMain.Length], out _, out ParameterSetError tight));
        Assert.False(HevcRestrictionRewriter.TryRewrite([0x42, 1], new byte[99], out _, out ParameterSetError cut));

        Assert.Equal((ParameterSetError.WrongType, ParameterSetError.NoRoom, ParameterSetError.Truncated), (layer, tight, cut));
    }

    [Fact]
    public void Every_cut_set_is_refused_or_understood_but_never_more()
    {
        byte[] careless = Rewrite(BitstreamSamples.HevcMain, reorder: 2);
        for (int length = 0; length < careless.Length; length++)
        {
            byte[] target = new byte[careless.Length + HevcRestrictionRewriter.MaxGrowth];

            bool isRewritten = HevcRestrictionRewriter.TryRewrite(careless.AsSpan(0, length), target, out int written, out ParameterSetError error);

            Assert.Equal(isRewritten, error == ParameterSetError.None);
            Assert.True(written <= length + HevcRestrictionRewriter.MaxGrowth);
        }
    }

    [Fact]
    public void In_an_access_unit_only_the_sets_change()
    {
        byte[] careless = Rewrite(BitstreamSamples.HevcMain, reorder: 1);
        byte[] slice = [0x26, 1, 0xAF, 9, 8, 7];
        byte[] source = [0, 0, 1, .. careless, 0, 0, 1, .. slice];
        byte[] target = new byte[source.Length + 64];

        Assert.True(HevcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(source, NalLayout.StartCodes), target, out int written));

        var units = new NalUnitReader(target.AsSpan(0, written), NalLayout.StartCodes);
        Assert.True(units.MoveNext());
        Assert.True(HevcSequenceReader.TryRead(units.Current, out SequenceParameterSet set, out _) && set.MaxReorderFrames == 0);
        Assert.True(units.MoveNext());
        Assert.Equal(slice, units.Current.ToArray());
        Assert.False(units.MoveNext());
    }

    [Fact]
    public void An_access_unit_that_promises_already_is_left_alone()
    {
        byte[] source = [0, 0, 1, .. Rewrite(BitstreamSamples.HevcMain), 0, 0, 1, 0x26, 1, 0xAF];

        Assert.False(HevcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(source, NalLayout.StartCodes), new byte[999], out _));
    }

    private static byte[] Rewrite(byte[] unit, uint reorder = 0)
    {
        byte[] target = new byte[unit.Length + HevcRestrictionRewriter.MaxGrowth];
        Assert.True(HevcRestrictionRewriter.TryRewrite(unit, target, reorder, out int written, out ParameterSetError error), error.ToString());
        return [.. target.Take(written)];
    }
}
