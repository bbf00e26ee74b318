using System;
using System.Text;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Quirks;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ServerQuirksTests
{
    private static readonly IServerQuirks s_plain = ServerQuirks.For(NegotiatedFeatures.None);
    private static readonly IServerQuirks s_ours = new FathomServerQuirks();

    [Fact]
    public void A_server_that_grants_an_extension_is_ours()
    {
        var welcome = new SessionWelcome(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1 }, new SessionInfo("s", 15, null), [new("fathom.clock", new FeatureToggle(true, 1))]);

        Assert.IsType<FathomServerQuirks>(ServerQuirks.For(NegotiatedFeatures.From(FeatureNames.Extensions, welcome)));
        Assert.IsType<PlainNapariCudaQuirks>(s_plain);
    }

    [Theory]
    [InlineData("camera", "orbit", """{"d_az_deg":1,"d_el_deg":1}""", 2)]
    [InlineData("layer", "contrast_limits", "[3,3]", 2)]
    [InlineData("layer", "contrast_limits", """{"lo":2,"hi":2.0}""", 2)]
    [InlineData("layer", "contrast_limits", "\"x\"", 2)]
    [InlineData("volume", "contrast_limits", "[0.5,0.5]", 3)]
    [InlineData("layer", "blending", "\"Average\"", 2)]
    [InlineData("volume", "colormap", "\"no-such-map\"", 3)]
    [InlineData("camera", "set", """{"zoom":2}""", 2)]
    [InlineData("camera", "set", """{"center":[1]}""", 2)]
    [InlineData("camera", "set", """{"rect":[0,0,1,1]}""", 3)]
    [InlineData("camera", "set", """{"center":[1,2]}""", 3)]
    [InlineData("camera", "set", "5", 3)]
    [InlineData("multiscale", "policy", "\"x\"", 2)]
    [InlineData("dims", "index", "1.5", 2)]
    [InlineData("layer", "gamma", "NaN", 2)]
    public void What_would_break_a_plain_server_is_never_sent(string scope, string key, string value, int ndisplay)
    {
        UpdateVerdict verdict = s_plain.Review(new PropertyKey(scope, "main", key), Value(value), State(ndisplay));

        Assert.False(verdict.IsSent);
        Assert.NotEmpty(verdict.Why!);
    }

    [Theory]
    [InlineData("camera", "orbit", """{"d_az_deg":1,"d_el_deg":1}""", 3, """{"d_az_deg":1,"d_el_deg":1}""")]
    [InlineData("camera", "set", """{"center":[1,2,3],"zoom":2,"angles":[1,2,3]}""", 3, """{"center":[1,2,3],"angles":[1,2,3]}""")]
    [InlineData("camera", "set", """{"rect":[0,10,4,2]}""", 2, """{"center":[2,11],"rect":[0,10,4,2]}""")]
    [InlineData("camera", "set", """{"center":[1,2,9],"zoom":2,"angles":[1,2,3]}""", 2, """{"center":[1,2],"zoom":2}""")]
    [InlineData("dims", "index", "3.0", 2, "3")]
    [InlineData("layer", "contrast_limits", "[0,1]", 2, "[0,1]")]
    [InlineData("volume", "colormap", "\"viridis\"", 3, "\"viridis\"")]
    public void The_rest_is_sent_in_a_form_that_is_known_to_be_good(string scope, string key, string value, int ndisplay, string sent)
    {
        UpdateVerdict verdict = s_plain.Review(new PropertyKey(scope, "main", key), Value(value), State(ndisplay));

        Assert.True(verdict.Value!.MeansSameAs(Value(sent)), verdict.Value.ToString());
    }

    [Fact]
    public void An_index_is_sent_as_an_integer()
    {
        Assert.IsType<IntegerValue>(s_plain.Review(new PropertyKey("dims", "z", "index"), 4.0, State(2)).Value);
    }

    [Fact]
    public void Nothing_about_dims_is_sent_before_dims_have_come()
    {
        Assert.False(s_plain.Review(new PropertyKey("dims", "z", "index"), 4, ViewerState.Empty).IsSent);
        Assert.False(s_ours.Review(new PropertyKey("view", "main", "ndisplay"), 3, ViewerState.Empty).IsSent);
        Assert.True(s_ours.Review(new PropertyKey("layer", "l", "opacity"), 0.5, ViewerState.Empty).IsSent);
    }

    [Fact]
    public void Our_server_takes_what_it_can_draw()
    {
        Assert.True(s_ours.Review(new PropertyKey("layer", "l", "blending"), "average", State(2)).IsSent);
        Assert.False(s_ours.Review(new PropertyKey("camera", "main", "orbit"), MapValue.Empty, State(2)).IsSent);
    }

    [Fact]
    public void Zoom_is_anchored_from_the_bottom_and_inverted()
    {
        Assert.Equal((10, 70), s_plain.ZoomAnchor(10, 30, 100));
        Assert.Equal(0.5, s_plain.ZoomFactor(2));
        Assert.True(s_plain.PictureIsBottomUp && s_ours.PictureIsBottomUp);
        Assert.True(s_plain.SendsFramesWhenStill);
        Assert.False(s_ours.SendsFramesWhenStill);
        Assert.False(s_plain.PlaneZoomIsScale);
        Assert.False(s_ours.PlaneZoomIsScale);
        Assert.NotEqual(s_plain.Name, s_ours.Name);
        Assert.True(s_plain.KeyframePause.TotalSeconds >= 1);
    }

    private static ViewerState State(int ndisplay) => ViewerState.Empty.With(
        new NotifyDims(
            new Envelope { Session = "s", FrameId = "f", Timestamp = 1 }, [1, 0, 0], [], 0, [[4, 5, 6]], ndisplay == 3 ? "volume" : "plane", ndisplay));

    private static StateValue Value(string json)
    {
        string frame = """{"type":"state.update","version":2,"session":"s","frame_id":"f","intent_id":"i","timestamp":1,"payload":{"scope":"a","target":"b","key":"c","value":JSON}}""".Replace("JSON", json, StringComparison.Ordinal);
        Assert.True(MessageReader.TryRead(Encoding.UTF8.GetBytes(frame), out Message? message, out _));
        return ((StateUpdate)message!).Value;
    }
}
