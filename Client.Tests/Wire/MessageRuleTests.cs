using System;
using System.Buffers;
using System.Text;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

/// <summary>What cannot be sent cannot be made.</summary>
public sealed class MessageRuleTests
{
    private static readonly Envelope s_frame = new() { Session = "s", FrameId = "f", Timestamp = 1 };
    private static readonly Envelope s_history = s_frame with { Seq = 0, DeltaToken = "t" };
    private static readonly Envelope s_intent = s_frame with { IntentId = "i" };
    private static readonly PropertyKey s_key = new("dims", "z", "index");

    public static TheoryData<string, Func<Message>> Impossible => new()
    {
        { "an intent without an intent id", () => new StateUpdate(s_frame, s_key, 1) },
        { "an intent without a frame id", () => new StateUpdate(s_intent with { FrameId = null }, s_key, 1) },
        { "an intent without a session", () => new StateUpdate(s_intent with { Session = null }, s_key, 1) },
        { "an intent with a sequence number", () => new StateUpdate(s_intent with { Seq = 1 }, s_key, 1) },
        { "an intent with a number that is not finite", () => new StateUpdate(s_intent, s_key, double.NaN) },
        { "an intent with one deep inside", () => new StateUpdate(s_intent, s_key, MapValue.Of(("a", new[] { 1, double.PositiveInfinity }))) },
        { "an intent without a target", () => new StateUpdate(s_intent, new PropertyKey("dims", null!, "index"), 1) },
        { "a frame at no time", () => new SessionAck(s_frame with { Timestamp = double.NaN }) },
        { "a hello in a session", () => new SessionHello(s_frame, [2], new ClientIdentity("a", "b", "c"), [], []) },
        { "a hello without protocol 2", () => new SessionHello(s_frame with { Session = null }, [1], new ClientIdentity("a", "b", "c"), [], []) },
        { "a welcome of another session", () => new SessionWelcome(s_frame, new SessionInfo("other", 15, null), []) },
        { "a scene that is no snapshot", () => new NotifyScene(s_history with { Seq = 1 }, MapValue.Empty, []) },
        { "a scene without a token", () => new NotifyScene(s_history with { DeltaToken = null }, MapValue.Empty, []) },
        { "a layer delta that says nothing", () => new NotifyLayers(s_history, "l") },
        { "a negative sequence number", () => new NotifyLayers(s_history with { Seq = -1 }, "l", removed: true) },
        { "dims without any id", () => Dims(s_frame with { FrameId = null }, "plane", 2) },
        { "dims in an unknown mode", () => Dims(s_frame, "cube", 2) },
        { "dims with four displayed axes", () => Dims(s_frame, "volume", 4) },
        { "a camera notice that says nothing", () => new NotifyCamera(s_frame, "pan", "x") },
        { "a stream without a size", () => new NotifyStream(s_history, "h264", "avcc", 1, 0, 5, 4, "", MapValue.Empty) },
        { "an error of unknown severity", () => new NotifyError(s_frame, "a", "b", "c", "terrible") },
        { "telemetry that is not finite", () => new NotifyTelemetry(s_frame, 1, double.NaN, 1) },
        { "an ack with an intent id in its envelope", () => AckState.Accept(s_intent, "i", "f", 1, 1) },
        { "an ack of a value that is not finite", () => AckState.Accept(s_frame, "i", "f", double.NaN, 1) },
        { "an ack at no time", () => AckState.Accept(s_frame, "i", "f", 1, 1, 2, new AckTimes(1, double.NaN)) },
        { "a call with an argument that is not finite", () => new CallCommand(s_frame, "c", [double.NaN]) },
        { "a credit for no frame", () => new DisplayCredit(s_frame, 1, 0) },
        { "a view without a size", () => new ViewSize(s_frame, 0, 1, 1) },
        { "fewer viewers than none", () => new DriveState(s_frame, false, null, -1) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Invalid_frames_cannot_be_made(string what, Func<Message> make)
    {
        Assert.True(Assert.ThrowsAny<ArgumentException>(make).Message.Length > 0, what);
    }

    [Fact]
    public void A_frame_cannot_be_moved_into_an_envelope_that_it_must_not_have()
    {
        var update = new StateUpdate(s_intent, s_key, 1);

        Assert.Equal("t", update.WithEnvelope(s_intent with { Session = "t" }).Session);
        Assert.Throws<ArgumentException>(() => update.WithEnvelope(s_frame));
    }

    [Fact]
    public void What_was_received_in_a_form_that_must_not_be_sent_is_not_sent_on()
    {
        Message loose = Read("""{"type":"notify.layers","version":2,"session":"s","payload":{"layer_id":"l","controls":{"gamma":NaN}}}""");

        var output = new ArrayBufferWriter<byte>();
        Assert.Throws<ArgumentException>(() => MessageWriter.Write(output, loose));
        Assert.Throws<ArgumentException>(() => MessageWriter.Write(output, loose.WithEnvelope(s_history)));
        Assert.Throws<ArgumentException>(() => MessageWriter.Write(output, Read("""{"type":"ping"}""")));
        Assert.Equal(0, output.WrittenCount);
        MessageWriter.Write(output, new SessionAck(s_frame));
        Assert.NotEqual(0, output.WrittenCount);
    }

    [Fact]
    public void Frames_are_ascii_and_compact()
    {
        byte[] text = MessageWriter.ToUtf8(new StateUpdate(s_intent, s_key, "\u00fc\U0001F600 \"<"));

        Assert.All(text, character => Assert.InRange(character, (byte)32, (byte)126));
        Assert.Equal("\u00fc\U0001F600 \"<", ((StateUpdate)Read(Encoding.ASCII.GetString(text))).Value.AsText());
    }

    [Fact]
    public void A_token_is_never_printed()
    {
        Assert.DoesNotContain("secret", new HelloAuth("bearer", "secret").ToString(), StringComparison.Ordinal);
    }

    private static NotifyDims Dims(Envelope envelope, string mode, int ndisplay) => new(envelope, [0], [], 0, [[1]], mode, ndisplay);

    private static Message Read(string text)
    {
        Assert.True(MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error), error.Text);
        return message!;
    }
}
