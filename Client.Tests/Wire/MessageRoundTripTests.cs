using System.Text;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class MessageRoundTripTests
{
    [Theory]
    [InlineData("""{"type":"session.heartbeat","version":2,"session":"s","frame_id":"h1","timestamp":1.5,"payload":{}}""")]
    [InlineData("""{"type":"session.goodbye","version":2,"session":"s","frame_id":"g","timestamp":1.5,"payload":{"code":"bye","message":"m","reason":"r"}}""")]
    [InlineData("""{"type":"state.update","version":2,"session":"s","frame_id":"f","timestamp":1.5,"intent_id":"i","payload":{"scope":"dims","target":"z","key":"index","value":5}}""")]
    [InlineData("""{"type":"state.update","version":2,"session":"s","frame_id":"f","timestamp":1.5,"intent_id":"i","payload":{"scope":"camera","target":"main","key":"zoom","value":{"factor":1.25,"anchor_px":[1,2.5]}}}""")]
    [InlineData("""{"type":"ack.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"intent_id":"i","in_reply_to":"f0","status":"accepted","applied_value":[0.5,true,null,"x"],"version":7,"revision":9}}""")]
    [InlineData("""{"type":"ack.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"intent_id":"i","in_reply_to":"f0","status":"accepted","applied_value":12,"version":7,"revision":9,"received_at":1.25,"applied_at":1.375}}""")]
    [InlineData("""{"type":"ack.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"intent_id":"i","in_reply_to":"f0","status":"rejected","error":{"code":"state.invalid","message":"no","details":{"key":"k"}}}}""")]
    [InlineData("""{"type":"fathom.clock.ping","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"id":3,"client_s":0.25}}""")]
    [InlineData("""{"type":"fathom.clock.pong","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"id":3,"client_s":0.25,"received_s":5.5,"sent_s":5.75}}""")]
    [InlineData("""{"type":"fathom.credit","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"seq":4294967295,"window":2,"revision":8}}""")]
    [InlineData("""{"type":"fathom.drive.request","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"wanted":true,"force":true}}""")]
    [InlineData("""{"type":"fathom.drive.state","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"is_driver":false,"driver":"ann","viewers":2}}""")]
    [InlineData("""{"type":"fathom.view_size","version":2,"session":"s","frame_id":"f","timestamp":1.5,"payload":{"width":640,"height":480,"pixel_ratio":1.5}}""")]
    public void Frames_come_out_as_they_went_in(string text)
    {
        bool read = MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error);

        Assert.True(read, error.Text);
        Assert.Equal(text, Encoding.UTF8.GetString(MessageWriter.ToUtf8(message!)));
    }

    [Theory]
    [InlineData("""{"received_at":1.5}""")]
    [InlineData("""{"received_at":1.5,"applied_at":NaN}""")]
    [InlineData("""{"received_at":null,"applied_at":1.5}""")]
    [InlineData("""{"revision":3}""")]
    public void An_ack_whose_times_are_not_complete_tells_none(string more)
    {
        string text = """{"type":"ack.state","version":2,"payload":{"intent_id":"i","in_reply_to":"f","status":"accepted","version":1,""" + more[1..] + "}";

        Assert.True(MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out _));

        Assert.Null(((AckState)message!).Times);
    }

    [Fact]
    public void Bare_NaN_and_Infinity_are_read()
    {
        byte[] text = """{"type":"ack.state","version":2,"payload":{"intent_id":"i","in_reply_to":"f","status":"accepted","applied_value":[NaN,Infinity,-Infinity],"version":1}}"""u8.ToArray();

        Assert.True(MessageReader.TryRead(text, out Message? message, out _));

        var values = Assert.IsType<ListValue>(((AckState)message!).AppliedValue);
        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity], System.Linq.Enumerable.Select(values.Items, v => ((NumberValue)v).Value));
    }
}
