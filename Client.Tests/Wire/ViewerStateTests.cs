using System.Linq;
using System.Text;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ViewerStateTests
{
    private const string Scene =
        """{"type":"notify.scene","version":2,"session":"s","timestamp":1,"seq":0,"delta_token":"t","payload":{"viewer":{"settings":{"fps_target":30.0,"canvas_size":[640,480]},"dims":{"current_step":[2,0,0],"level_shapes":[[5,6,7],[2,3,3]],"current_level":0,"ndisplay":2,"axis_labels":["z","y","x"],"order":[0,1,2],"displayed":[1,2]},"camera":{"ndisplay":2,"center":[3.5,3.0],"rect":[0.0,0.0,7.0,6.0],"zoom":0.007}},"layers":[{"layer_id":"a","name":"first","controls":{"opacity":1.0,"colormap":"gray","visible":true},"metadata":{"thumbnail":[[[255,0,0,255]],[[0,0,255,255]]]},"scale":[2.0,1.0,1.0],"contrast_limits":[0,9]},{"layer_id":"b"}],"metadata":{"status":"ready","source_path":"/d/x.zarr"}}}""";

    [Fact]
    public void A_scene_replaces_everything()
    {
        ViewerState state = Apply(ViewerState.Empty, Scene);

        Assert.True(state.Scene.IsReady);
        Assert.Equal(("/d/x.zarr", 30.0, (640, 480)), (state.Scene.SourcePath, state.Scene.TargetFps, state.Scene.CanvasSize));
        Assert.Equal([2, 0, 0], state.Dims.Step.ToArray());
        Assert.Equal(0, state.Dims.PrimaryAxis);
        Assert.Equal(new PropertyKey("dims", "z", "index"), state.Dims.IndexKey(0));
        Assert.False(state.HasDims);
        Assert.Equal(7, state.Camera.Plane!.Value.Width);
        Assert.Equal(2, state.Layers.Layers.Length);

        ViewerState later = Apply(state, Scene.Replace(""","layer_id":"b"},""", "", System.StringComparison.Ordinal).Replace(""",{"layer_id":"b"}""", "", System.StringComparison.Ordinal));
        Assert.Null(later.Layers["b"]);
    }

    [Fact]
    public void Layer_deltas_merge_controls_and_replace_metadata_and_thumbnail()
    {
        ViewerState state = Apply(ViewerState.Empty, Scene);
        Assert.Equal(((byte)255, (byte)0), (state.Layers["a"]!.Thumbnail!.Rgba[0], state.Layers["a"]!.Thumbnail!.Rgba[4]));

        state = Apply(state, Layers("""{"layer_id":"a","controls":{"opacity":0.5,"gamma":2},"data":{"volume.opacity":0.1},"metadata":{"note":1}}"""));
        state = Apply(state, Layers("""{"layer_id":"a","controls":{"visible":false,"blending":"additive","interpolation":"nearest","rendering":"iso","contrast_limits":[1,5]},"thumbnail":{"array":[[[0.0,0.0,1.0,1.0]],[[1.0,0.5,0.0,1.0]]],"shape":[2,1,4]}}"""));

        LayerModel layer = state.Layers["a"]!;
        Assert.Equal((0.5, 2.0, false, "gray"), (layer.Opacity, layer.Gamma, layer.Visible, layer.Colormap));
        Assert.Equal(("additive", "nearest", "iso", "first"), (layer.Blending, layer.Interpolation, layer.Rendering, layer.Name));
        Assert.Equal((1.0, 5.0), layer.ContrastLimits);
        Assert.Equal([2.0, 1.0, 1.0], layer.Scale.ToArray());
        Assert.Empty(layer.Translate);
        Assert.Equal(["note"], layer.Metadata.Entries.Select(entry => entry.Key));
        Assert.NotNull(layer.Data["volume.opacity"]);
        Assert.Equal([255, 128, 0, 255, 0, 0, 255, 255], layer.Thumbnail!.Rgba.ToArray());
        Assert.Equal((0.0, 9.0), Apply(ViewerState.Empty, Scene).Layers["a"]!.ContrastLimits);
    }

    [Fact]
    public void Deltas_of_unknown_layers_change_nothing_and_removed_ones_go()
    {
        ViewerState state = Apply(ViewerState.Empty, Scene);

        Assert.Same(state, Apply(state, Layers("""{"layer_id":"ghost","controls":{"opacity":0}}""")));
        Assert.Null(Apply(state, Layers("""{"layer_id":"a","removed":true}""")).Layers["a"]);
    }

    [Fact]
    public void The_step_is_clamped_to_the_level_in_use()
    {
        ViewerState state = Apply(ViewerState.Empty, """{"type":"notify.dims","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"step":[41,-1,9],"levels":[],"current_level":7,"mode":"volume","ndisplay":3,"level_shapes":[[64,64,64],[16,16,8]],"axis_labels":["z","y","x"]}}""");

        Assert.Equal([15, 0, 7], state.Dims.Step.ToArray());
        Assert.Equal(1, state.Dims.CurrentLevel);
        Assert.True(state.Dims.IsVolume && state.HasDims);
        Assert.Equal(-1, state.Dims.PrimaryAxis);
        Assert.Equal((2, -1, 15), (state.Dims.AxisOf("X"), state.Dims.AxisOf("q"), state.Dims.ClampIndex(0, 99)));
        Assert.Equal([0, 1, 2], state.Dims.Displayed.ToArray());
        Assert.True(state.Dims.SameAs(state.Dims));
        Assert.False(state.Dims.SameAs(DimsModel.Empty));
    }

    [Fact]
    public void Axes_that_do_not_exist_and_numbers_that_are_none_do_not_get_in()
    {
        ViewerState state = Apply(ViewerState.Empty, Scene);

        state = Apply(state, """{"type":"notify.dims","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"step":[1,0,0],"level_shapes":[[2,-3,0]],"ndisplay":2,"order":[9,9,9],"displayed":[7],"axis_labels":["z"]}}""");
        state = Apply(state, Camera("pose", """ "state":{"center":[NaN,2],"rect":[0,0,1,1]}"""));
        state = Apply(state, Layers("""{"layer_id":"a","controls":{"opacity":NaN,"contrast_limits":[0,Infinity]}}"""));

        Assert.Equal([0, 1, 2], state.Dims.Order.ToArray());
        Assert.Equal([1, 2], state.Dims.Displayed.ToArray());
        Assert.Equal((3, 1), (state.Dims.Labels.Length, state.Dims.SizeOf(1)));
        Assert.Equal(7, state.Camera.Plane!.Value.Width);
        Assert.Equal((1.0, (0.0, 9.0)), (state.Layers["a"]!.Opacity, state.Layers["a"]!.ContrastLimits!.Value));
    }

    [Fact]
    public void A_pose_says_by_its_members_which_mode_it_is_of()
    {
        ViewerState state = Apply(ViewerState.Empty, Scene);

        state = Apply(state, Camera("pose", """ "state":{"center":[1,2,3],"angles":[10,20,30],"distance":5,"fov":45}"""));
        state = Apply(state, Camera("pose", """ "state":{"center":[9,8],"rect":[1,2,3,4],"zoom":0.007}"""));
        state = Apply(state, Camera("zoom", """ "delta":{"factor":2,"anchor_px":[0,0]}"""));

        Assert.Equal(new VolumePose(1, 2, 3, 10, 20, 30, 5, 45), state.Camera.Volume);
        Assert.Equal(new PlanePose(9, 8, 1, 2, 3, 4, 0.007), state.Camera.Plane);
        Assert.True(state.Camera.Plane!.Value.HasRect);
        Assert.Equal(6, Apply(state, Camera("pose", """ "state":{"distance":6}""")).Camera.Volume!.Value.Distance);
        Assert.Same(state.Camera, state.Camera.With(MapValue.Empty));
    }

    [Fact]
    public void A_stream_that_is_announced_again_is_the_same_object()
    {
        const string Stream = """{"type":"notify.stream","version":2,"session":"s","timestamp":1,"seq":1,"delta_token":"t","payload":{"codec":"h264","format":"avcc","fps":10,"frame_size":[64,48],"nal_length_size":4,"avcc":"AQ==","latency_policy":{}}}""";
        ViewerState state = Apply(ViewerState.Empty, Stream);

        Assert.Same(state, Apply(state, Stream.Replace("\"seq\":1", "\"seq\":2", System.StringComparison.Ordinal)));
        Assert.NotSame(state, Apply(state, Stream.Replace("AQ==", "Ag==", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_drives_is_kept_until_the_next_session()
    {
        ViewerState state = Apply(ViewerState.Empty, """{"type":"fathom.drive.state","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"is_driver":true,"viewers":2}}""");
        Assert.True(state.Drive!.IsDriver);

        state = Apply(state, """{"type":"session.welcome","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"protocol_version":2,"session":{"id":"s"},"features":{"notify.scene":true}}}""");
        Assert.Null(state.Drive);
    }

    private static string Layers(string payload) => """{"type":"notify.layers","version":2,"session":"s","timestamp":1,"seq":3,"delta_token":"t","payload":PAYLOAD}""".Replace("PAYLOAD", payload, System.StringComparison.Ordinal);

    private static string Camera(string mode, string rest) =>
        """{"type":"notify.camera","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"mode":"MODE","origin":"x",REST}}""".Replace("MODE", mode, System.StringComparison.Ordinal).Replace("REST", rest, System.StringComparison.Ordinal);

    private static ViewerState Apply(ViewerState state, string text)
    {
        Assert.True(MessageReader.TryRead(Encoding.UTF8.GetBytes(text), out Message? message, out MessageError error), error.Text);
        return state.With(message!);
    }
}
