using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class StateUpdateRulesTests
{
    private static readonly UpdateContext s_plane = new(["t", "z", "y", "x"], [5, 8, 20, 30], [2, 4, 0, 0], 2, false);
    private static readonly UpdateContext s_volume = s_plane with { IsVolume = true };

    [Theory]
    [InlineData("dims", "z", "index", "9223372036854775807", "7")]
    [InlineData("dims", "z", "step", "9223372036854775807", "7")]
    [InlineData("dims", "T", "step", "-1", "1")]
    [InlineData("dims", " 3 ", "index", "true", "1")]
    [InlineData("view", "any", "ndisplay", "null", "2")]
    [InlineData("view", "any", "ndisplay", "\" 3 \"", "3")]
    [InlineData("view", "any", "ndisplay", "2.999", "2")]
    [InlineData("view", "any", "ndisplay", "true", "2")]
    [InlineData("layer", "a", "visible", "0", "false")]
    [InlineData("layer", "a", "visible", "\" Yes\"", "true")]
    [InlineData("layer", "a", "visible", "\"off\"", "false")]
    [InlineData("layer", "a", "opacity", "-3", "0")]
    [InlineData("layer", "a", "blending", "{\"name\":\"Minimum\"}", "\"minimum\"")]
    [InlineData("layer", "a", "contrast_limits", "{\"lo\":5,\"hi\":1}", "[1,5]")]
    [InlineData("layer", "a", "contrast_limits", "[\"2\",1]", "[1,2]")]
    [InlineData("layer", "a", "colormap", "\" Viridis \"", "\"viridis\"")]
    [InlineData("layer", "a", "colormap", "\"#FF0000\"", "\"red\"")]
    [InlineData("layer", "a", "colormap", "\"#123456\"", "\"#123456\"")]
    [InlineData("layer", "a", "colormap", "\"RebeccaPurple\"", "\"rebeccapurple\"")]
    [InlineData("layer", "a", "depiction", "\"Plane\"", "\"plane\"")]
    [InlineData("layer", "a", "rendering", "\"attenuated_mip\"", "\"attenuated_mip\"")]
    [InlineData("layer", "a", "iso_threshold", "-2.5", "-2.5")]
    [InlineData("volume", "a", "render_mode", "\"Translucent\"", "\"translucent\"")]
    [InlineData("volume", "a", "contrast_limits", "[3,1,2]", "[1,3]")]
    [InlineData("volume", "a", "colormap", "\"anything\"", "\"anything\"")]
    [InlineData("volume", "a", "opacity", "\"0.25\"", "0.25")]
    [InlineData("volume", "a", "sample_step", "-1", "0.1")]
    [InlineData("multiscale", "a", "level", "\"9\"", "1")]
    [InlineData("camera", "", "zoom", "{\"factor\":\"2\",\"anchor_px\":[1,\"2\",3]}", "{\"factor\":2,\"anchor_px\":[1,2]}")]
    [InlineData("camera", "MAIN", "pan", "{\"dx_px\":1,\"dy_px\":true}", "{\"dx_px\":1,\"dy_px\":1}")]
    [InlineData("camera", "main", "orbit", "{\"d_az_deg\":1,\"d_el_deg\":-1}", "{\"d_az_deg\":1,\"d_el_deg\":-1}")]
    [InlineData("camera", "main", "reset", "{\"reason\":\"ui\"}", "{\"reason\":\"ui\"}")]
    [InlineData("camera", "main", "reset", "{}", "{\"reason\":\"state.update\"}")]
    [InlineData("camera", "main", "reset", "\"why\"", "{\"reason\":\"why\"}")]
    [InlineData("camera", "main", "set", "{\"center\":[1,2,3],\"zoom\":\"4\",\"rect\":[1,2,3,4]}", "{\"center\":[1,2],\"zoom\":4,\"rect\":[1,2,3,4]}")]
    [InlineData("camera", "main", "set", "{\"center\":[\"a\"],\"zoom\":4}", "{\"zoom\":4}")]
    public void Accepted_intents_are_brought_into_form(string scope, string target, string key, string value, string applied)
    {
        var accepted = Assert.IsType<UpdateDecision.Accepted>(Decide(scope, target, key, value, s_plane));

        Assert.True(Value(applied).MeansSameAs(accepted.Applied), accepted.Applied.ToString());
    }

    [Theory]
    [InlineData("dims", "", "index", "1", "state.invalid")]
    [InlineData("dims", "z", "index", "1.0", "state.invalid")]
    [InlineData("dims", "z", "step", "\"1\"", "state.invalid")]
    [InlineData("dims", "4", "index", "1", "state.error")]
    [InlineData("dims", "z", "range", "1", "state.invalid")]
    [InlineData("view", "", "ndisplay", "[]", "state.invalid")]
    [InlineData("view", "", "ndisplay", "\"2.5\"", "state.invalid")]
    [InlineData("view", "", "order", "[]", "state.invalid")]
    [InlineData("layer", "a", "visible", "\"perhaps\"", "state.error")]
    [InlineData("layer", "a", "visible", "[]", "state.error")]
    [InlineData("layer", "a", "opacity", "NaN", "state.error")]
    [InlineData("layer", "a", "blending", "5", "state.error")]
    [InlineData("layer", "a", "gamma", "0", "state.error")]
    [InlineData("layer", "a", "contrast_limits", "[1,2,3]", "state.error")]
    [InlineData("layer", "a", "contrast_limits", "[1,null]", "state.error")]
    [InlineData("layer", "a", "colormap", "\"#12\"", "state.invalid")]
    [InlineData("layer", "a", "colormap", "\"#12345g\"", "state.invalid")]
    [InlineData("layer", "a", "colormap", "7", "state.error")]
    [InlineData("layer", "a", "scale", "1", "state.invalid")]
    [InlineData("volume", "a", "render_mode", "\"average\"", "state.invalid")]
    [InlineData("volume", "a", "contrast_limits", "[1]", "state.invalid")]
    [InlineData("volume", "a", "colormap", "\" \"", "state.invalid")]
    [InlineData("volume", "a", "opacity", "[]", "state.invalid")]
    [InlineData("volume", "a", "sample_step", "Infinity", "state.invalid")]
    [InlineData("volume", "a", "gamma", "1", "state.invalid")]
    [InlineData("multiscale", "a", "level", "1.5", "state.invalid")]
    [InlineData("multiscale", "a", "policy", "1", "state.unsupported")]
    [InlineData("camera", "side", "pan", "{}", "state.invalid")]
    [InlineData("camera", "main", "pan", "{}", "state.invalid")]
    [InlineData("camera", "main", "zoom", "{\"factor\":-1,\"anchor_px\":[0,0]}", "state.invalid")]
    [InlineData("camera", "main", "zoom", "{\"factor\":1,\"anchor_px\":[0]}", "state.invalid")]
    [InlineData("camera", "main", "zoom", "2", "state.invalid")]
    [InlineData("camera", "main", "set", "{\"angles\":[1,2],\"rect\":[1]}", "state.invalid")]
    [InlineData("camera", "main", "roll", "{}", "state.invalid")]
    [InlineData("", "", "", "1", "state.invalid")]
    public void Refused_intents_say_why(string scope, string target, string key, string value, string code)
    {
        ErrorInfo error = Assert.IsType<UpdateDecision.Refused>(Decide(scope, target, key, value, s_plane)).Error;

        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("{\"center\":[]}", false)]
    [InlineData("{\"center\":[1]}", false)]
    [InlineData("{\"center\":[1,2],\"angles\":[1,2,3]}", false)]
    [InlineData("{\"center\":[1,2]}", true)]
    [InlineData("{\"rect\":[1,2,3,4],\"zoom\":1}", true)]
    public void Some_shapes_of_a_pose_end_the_connection(string value, bool isVolume)
    {
        Assert.IsType<UpdateDecision.Fatal>(Decide("camera", "main", "set", value, isVolume ? s_volume : s_plane));
    }

    [Fact]
    public void Names_are_trimmed_resolved_and_lowered()
    {
        Assert.Equal(new PropertyKey("dims", "z", "index"), ((UpdateDecision.Accepted)Decide(" DIMS ", "1", " Index", "1", s_plane)).Property);
        Assert.Equal(new PropertyKey("layer", "layer-0", "gamma"), ((UpdateDecision.Accepted)Decide("layer", " ", "GAMMA", "1", s_plane)).Property);
    }

    [Fact]
    public void Versions_count_what_changes()
    {
        var versions = new PropertyVersions("layer-0");
        long Next(string scope, string target, string key, string value, UpdateContext context) =>
            versions.Next((UpdateDecision.Accepted)Decide(scope, target, key, value, context), context);

        Assert.Equal(2, Next("dims", "z", "index", "1", s_plane));
        Assert.Equal(2, Next("dims", "z", "index", "4", s_plane));
        Assert.Equal(2, Next("layer", "", "opacity", "1", s_plane));
        Assert.Equal(3, Next("volume", "", "opacity", "1", s_plane));
        Assert.Equal(1, Next("layer", "ghost", "gamma", "1", s_plane));
        Assert.Equal(1, Next("camera", "", "orbit", "{\"d_az_deg\":1,\"d_el_deg\":1}", s_plane));
        Assert.Equal(2, Next("camera", "", "set", "{\"center\":[1,2]}", s_plane));
        Assert.Equal(2, Next("camera", "", "pan", "{\"dx_px\":1,\"dy_px\":1}", s_plane));
        Assert.Equal(4, Next("camera", "", "set", "{\"center\":[1,2]}", s_plane));
        Assert.Equal(2, Next("multiscale", "", "level", "1", s_plane));
        Assert.Equal(4, Next("dims", "z", "index", "1", s_plane));
        Assert.Equal(2, Next("view", "", "ndisplay", "3", s_plane));
    }

    private static UpdateDecision Decide(string scope, string target, string key, string value, UpdateContext context)
    {
        var envelope = new Envelope { Session = "s", FrameId = "f", IntentId = "i", Timestamp = 1, IsReceived = true };
        return StateUpdateRules.Decide(new StateUpdate(envelope, new PropertyKey(scope, target, key), Value(value)), context);
    }

    private static StateValue Value(string json)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));
        return StateValueReader.Read(ref scanner);
    }
}
