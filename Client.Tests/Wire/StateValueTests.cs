using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class StateValueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_value_comes_back_as_it_was_sent(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            StateValue value = Any(random, depth: 0);
            var envelope = new Envelope { Session = "s", FrameId = "f", IntentId = "i", Timestamp = 1 };
            byte[] text = MessageWriter.ToUtf8(new StateUpdate(envelope, new PropertyKey("a", "b", "c"), value));

            Assert.True(MessageReader.TryRead(text, out Message? message, out MessageError error), error.Text);
            StateValue back = ((StateUpdate)message!).Value;

            Assert.True(value.MeansSameAs(back), value.ToString());
            Assert.True(back.MeansSameAs(value));
        }
    }

    [Fact]
    public void Equal_values_have_equal_hashes_and_order_counts()
    {
        StateValue left = MapValue.Of(("a", ListValue.Of(1, 2.5, "x", true, StateValue.Null)), ("b", MapValue.Empty));
        StateValue right = MapValue.Of(("a", ListValue.Of(1, 2.5, "x", true, StateValue.Null)), ("b", MapValue.Empty));
        StateValue turned = MapValue.Of(("b", MapValue.Empty), ("a", ListValue.Of(1, 2.5, "x", true, StateValue.Null)));

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, turned);
        Assert.True(left.MeansSameAs(turned));
        Assert.Equal(Box(1, 2), Box(1, 2));
        Assert.Equal(Box(1, 2).GetHashCode(), Box(1, 2).GetHashCode());
        Assert.NotEqual(Box(1, 2), Box(1, 3));
    }

    [Fact]
    public void Meaning_ignores_how_numbers_are_written_and_nothing_else()
    {
        Assert.True(((StateValue)1).MeansSameAs(1.0));
        Assert.True(((StateValue)double.NaN).MeansSameAs(double.NaN));
        Assert.True(((StateValue)1.0).MeansSameAs(1.0000001, 1e-6));
        Assert.False(((StateValue)1).MeansSameAs(true));
        Assert.False(((StateValue)1).MeansSameAs("1"));
        Assert.False(((StateValue)1).MeansSameAs(null));
        Assert.False(ListValue.Of(1, 2).MeansSameAs(ListValue.Of(1)));
        Assert.False(ListValue.Of(1, 2).MeansSameAs(ListValue.Of(1, 3)));
        Assert.False(MapValue.Of(("a", 1)).MeansSameAs(MapValue.Of(("b", 1))));
        Assert.False(MapValue.Of(("a", 1)).MeansSameAs(MapValue.Empty));
        Assert.False(Box(1, 2).MeansSameAs(Box(1, 3)));
        Assert.False(Box(1, 2).MeansSameAs(new TensorValue([2, 1, 1], [1, 2], true)));
    }

    [Fact]
    public void Of_several_entries_of_one_name_the_last_wins_in_the_place_of_the_first()
    {
        KeyValuePair<string, StateValue>[] many = [.. Enumerable.Range(0, 40).Select(i => new KeyValuePair<string, StateValue>($"k{i % 20}", i))];

        Assert.Equal(20, new MapValue([.. many]).Entries.Length);
        Assert.Equal((StateValue)25, new MapValue([.. many])["k5"]);
        Assert.Equal((StateValue)2, MapValue.Of(("a", 1), ("b", 0), ("a", 2)).Entries[0].Value);
        Assert.Equal((StateValue)3, MapValue.Of(("a", 1), ("b", 0)).MergedWith(MapValue.Of(("a", 3)))["a"]);
    }

    [Fact]
    public void Values_are_read_as_what_they_can_be()
    {
        Assert.True(((StateValue)3.0).TryGetInt64(out long whole) && whole == 3);
        Assert.False(((StateValue)3.5).TryGetInt64(out _));
        Assert.False(((StateValue)1e300).TryGetInt64(out _));
        Assert.False(((StateValue)"3").TryGetDouble(out _));
        Assert.False(((StateValue)"3").TryGetInt64(out _));
        Assert.True(((StateValue)new[] { 1, 2 }).TryGetDoubles(out ImmutableArray<double> numbers) && numbers.SequenceEqual([1.0, 2.0]));
        Assert.False(ListValue.Of(1, "x").TryGetDoubles(out _));
        Assert.False(((StateValue)1).TryGetDoubles(out _));
        Assert.Same(StateValue.Null, (StateValue)(string?)null);
        Assert.Equal(("x", true, null), (((StateValue)"x").AsText(), ((StateValue)true).AsBool(), ((StateValue)1).AsText()));
        Assert.Throws<ArgumentException>(() => new TensorValue([2, 2], [1, 2, 3], true));
        Assert.Equal("dims:z:index", new PropertyKey("dims", "z", "index").ToString());
    }

    private static TensorValue Box(double first, double second) => new([1, 1, 2], [first, second], true);

    private static StateValue Any(Random random, int depth)
    {
        const int Deepest = 4;
        return random.Next(depth >= Deepest ? 7 : 9) switch
        {
            0 => StateValue.Null,
            1 => random.Next(2) == 0,
            2 => random.NextInt64(long.MinValue, long.MaxValue),
            3 => random.Next(-300, 300),
            4 => BitConverter.Int64BitsToDouble(random.NextInt64()) is double any && double.IsFinite(any) ? any : 0.1,
            5 => Text(random),
            6 => new TensorValue([2, 1, 3], [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble() + 0.001)], false),
            7 => new ListValue([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(random, depth + 1))]),
            _ => new MapValue([.. Enumerable.Range(0, random.Next(5)).Select(i => new KeyValuePair<string, StateValue>(Text(random) + i, Any(random, depth + 1)))]),
        };
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(6) switch
        {
            0 => "\U0001F600",
            1 => ((char)random.Next(32)).ToString(),
            2 => "\"\\/",
            3 => "\u00e9",
            _ => ((char)random.Next('a', 'z')).ToString(),
        }));
}
