using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>What intents do to a scene of several layers.</summary>
public sealed class SceneEditsTests
{
    private static readonly VolumeInfo s_info = new(
        "tissue", [new("c", AxisKind.Channel, 3, 1, ""), .. PaintScene.Axes(4, 20, 30)], SampleType.UInt16, 0, 255, "gray");

    private static readonly SceneLayout s_layout = SceneLayout.Of(new ArraySource(s_info, (_, _) => 1));
    private static readonly SceneEdits s_edits = new(s_layout, 640, 480);
    private static readonly SceneState s_state = SceneState.Initial(s_layout, 640, 480);

    [Fact]
    public void Layer_intents_reach_the_layer_that_they_name()
    {
        SceneState after = Apply(s_state, new PropertyKey("layer", "layer-1", "opacity"), 0.25);

        Assert.Equal([1, 0.25, 1], after.Layers.Select(layer => layer.Opacity));
        Assert.Same(s_state, Apply(s_state, new PropertyKey("layer", "layer-9", "opacity"), 0.25));
    }

    [Fact]
    public void Moving_the_channel_axis_shows_that_channel_alone()
    {
        SceneState after = s_edits.Apply(s_state, new UpdateDecision.Accepted(new PropertyKey("dims", "c", "index"), 1, 0));

        Assert.Equal([false, true, false], after.Layers.Select(layer => layer.Visible));
        Assert.Equal(1, after.Step[0]);
    }

    [Fact]
    public void A_surface_is_not_drawn_and_the_answer_says_what_is()
    {
        var asked = new UpdateDecision.Accepted(new PropertyKey("layer", "layer-0", "rendering"), "iso");

        Assert.Equal("mip", SceneEdits.Settle(asked).Applied.AsText());
        Assert.Equal("mip", SceneEdits.Settle(new(new PropertyKey("volume", "main", "render_mode"), "iso")).Applied.AsText());
        Assert.Equal("average", SceneEdits.Settle(asked with { Applied = "average" }).Applied.AsText());
    }

    [Fact]
    public void A_level_that_was_asked_for_is_kept()
    {
        Assert.Equal(2, Apply(s_state, new PropertyKey("multiscale", "main", "level"), 2).Level);
    }

    [Fact]
    public void Other_axes_in_the_picture_get_a_camera_that_shows_them_and_leave_a_place_on_the_old()
    {
        SceneState after = Decide("dims", "", "order", new[] { 0, 2, 1, 3 });

        Assert.Equal(new[] { 1, 3 }, after.Displayed(s_info).ToArray());
        Assert.Equal(10, after.Step[2]);
        Assert.Equal(SceneState.FitPlane(s_info, after.Axes(s_info), 640, 480), after.Plane);
    }

    [Fact]
    public void Slabs_and_fields_of_view_are_set_by_whoever_negotiated_them()
    {
        Assert.Equal(new[] { 1, 3, 1, 1 }, Decide("dims", "z", "thickness", 3).Thickness.ToArray());
        Assert.Equal(SlabProjection.Max, Decide("dims", "", "projection", "max").Projection);
        Assert.True(Decide("camera", "main", "fov", 0).Orbit.IsOrthographic);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("thickness")]
    [InlineData("projection")]
    public void Others_hear_that_there_are_no_such_properties(string key)
    {
        UpdateContext context = Context with { TakesDimsView = false };

        Assert.IsType<UpdateDecision.Refused>(StateUpdateRules.Decide(Update("dims", "z", key, 1), context));
        Assert.IsType<UpdateDecision.Refused>(StateUpdateRules.Decide(Update("dims", "z", key, "nonsense"), Context));
    }

    [Theory]
    [InlineData("pan", "dx_px", 1e308, 2)]
    [InlineData("pan", "dy_px", -1e300, 3)]
    [InlineData("orbit", "d_az_deg", 1e300, 3)]
    public void A_camera_never_goes_where_numbers_end(string key, string name, double value, int displayed)
    {
        SceneState before = s_state with { DisplayedAxes = displayed }, after = before;
        for (int i = 0; i < 3; i++)
        {
            after = Apply(after, new PropertyKey("camera", "main", key), MapValue.Of((name, i % 2 == 0 ? value : -value)));
        }

        Assert.True(after.Plane.IsInReach && after.Orbit.IsInReach);
        Assert.True(double.IsFinite(after.Orbit.Azimuth));
        Assert.Equal(before.Plane, after.Plane);
    }

    private static UpdateContext Context => new(["c", "z", "y", "x"], [3, 4, 20, 30], s_state.Step, 1, false) { TakesDimsView = true };

    private static StateUpdate Update(string scope, string target, string key, StateValue value) =>
        new(new Envelope { Session = "s", FrameId = "f", IntentId = "i", Timestamp = 1 }, new PropertyKey(scope, target, key), value);

    private static SceneState Decide(string scope, string target, string key, StateValue value) =>
        s_edits.Apply(s_state, Assert.IsType<UpdateDecision.Accepted>(StateUpdateRules.Decide(Update(scope, target, key, value), Context)));

    private static SceneState Apply(SceneState state, PropertyKey property, StateValue value) => s_edits.Apply(state, new UpdateDecision.Accepted(property, value));
}
