using System;
using System.Linq;
using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class JsonScannerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-12.5e+3")]
    [InlineData("1E-2")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("-9223372036854775808")]
    [InlineData("\"a\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"")]
    [InlineData(" [ ] ")]
    [InlineData("{\"a\":[1,{\"b\":null}],\"c\":true,\"d\":false}")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    public void Json_is_passed_over(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text));

        Assert.True(scanner.Skip() && scanner.AtEnd());
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("-NaN")]
    [InlineData("Inf")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("[")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1")]
    [InlineData("\"abc")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("1 2")]
    [InlineData("#")]
    public void What_is_not_json_is_a_fault_and_stays_one(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text));

        Assert.False(scanner.Skip() && scanner.AtEnd());
        Assert.NotEqual(JsonFault.None, scanner.Fault);
        Assert.False(scanner.Skip());
        Assert.False(scanner.AtEnd());
        Assert.Equal(JsonKind.None, scanner.Peek());
    }

    [Fact]
    public void A_nest_that_is_too_deep_is_refused_not_followed()
    {
        byte[] text = Encoding.UTF8.GetBytes("""{"type":"x","payload":""" + new string('[', 100_000));

        Assert.False(MessageReader.TryRead(text, out _, out MessageError error));
        Assert.Equal(MessageErrorKind.NotJson, error.Kind);
        Assert.Contains("TooDeep", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_decoded_surrogates_and_all()
    {
        var scanner = new JsonScanner("\"z\\u00fc \\ud83d\\ude00 \\ud800 gr\u00fcn\\t\""u8);

        Assert.True(scanner.ReadText(out string text));
        Assert.Equal("z\u00fc \U0001F600 \ud800 gr\u00fcn\t", text);
    }

    [Fact]
    public void Names_may_be_escaped_and_the_last_of_two_wins()
    {
        byte[] text = """{"\u0074ype":"session.ack","type":"session.heartbeat","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{}}"""u8.ToArray();

        Assert.True(MessageReader.TryRead(text, out Message? message, out _));
        Assert.IsType<SessionHeartbeat>(message);
    }

    [Fact]
    public void Integers_stay_integers_up_to_64_bits()
    {
        Assert.Equal(new IntegerValue(long.MaxValue), Read("9223372036854775807"));
        Assert.Equal(new IntegerValue(long.MinValue), Read("-9223372036854775808"));
        Assert.Equal(new NumberValue(9223372036854775808.0), Read("9223372036854775808"));
        Assert.Equal(new NumberValue(1), Read("1.0"));
        Assert.Equal(new NumberValue(1000), Read("1e3"));
    }

    [Fact]
    public void Boxes_of_numbers_are_stored_flat_and_written_as_they_were()
    {
        const string Box = "[[[1,2],[3,4]],[[5,6],[7,8]]]";
        StateValue value = Read(Box);

        var tensor = Assert.IsType<TensorValue>(value);
        Assert.Equal([2, 2, 2], tensor.Shape.ToArray());
        Assert.True(tensor.IsInteger);
        Assert.True(tensor.MeansSameAs(tensor.ToList()) && tensor.ToList().MeansSameAs(tensor));
        Assert.Contains(Box, Encoding.UTF8.GetString(Write(value)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[[1,2],[3]]]")]
    [InlineData("[[[1,2],[3,4.5]]]")]
    [InlineData("[[[1,2],[3,\"x\"]]]")]
    [InlineData("[[[]]]")]
    [InlineData("[[[1]],[]]")]
    [InlineData("[[1],[2]]")]
    public void Other_nests_stay_lists(string text)
    {
        StateValue value = Read(text);

        Assert.IsType<ListValue>(value);
        Assert.Contains(text, Encoding.UTF8.GetString(Write(value)), StringComparison.Ordinal);
    }

    private static StateValue Read(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text));
        StateValue value = StateValueReader.Read(ref scanner);
        Assert.Equal(JsonFault.None, scanner.Fault);
        return value;
    }

    private static byte[] Write(StateValue value) => MessageWriter.ToUtf8(
        new StateUpdate(new Envelope { Session = "s", FrameId = "f", IntentId = "i", Timestamp = 1 }, new PropertyKey("a", "b", "c"), value));
}
