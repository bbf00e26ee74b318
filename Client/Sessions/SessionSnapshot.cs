using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>What is looked at now, in the words of the file.</summary>
internal static class SessionSnapshot
{
    /// <summary>The controls of a layer that belong to a view.</summary>
    public static ImmutableArray<string> Controls { get; } =
        ["visible", "opacity", "contrast_limits", "gamma", "colormap", "blending", "interpolation", "rendering", "attenuation", "iso_threshold"];

    /// <summary>The content of a file.</summary>
    /// <param name="state">What the server told.</param>
    /// <param name="intents">What was asked for beyond that.</param>
    /// <param name="server">The state channel.</param>
    /// <param name="pixels">The pixel channel.</param>
    /// <param name="window">How the window shows it; null for what has none.</param>
    /// <param name="now">When.</param>
    public static MapValue Of(LoopState state, IntentQueue intents, Uri server, Uri pixels, SessionWindow? window, DateTimeOffset now)
    {
        MapValue content = MapValue.Of(
            ("format", SessionFile.Format),
            ("version", SessionFile.Version),
            ("saved", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("server", MapValue.Of(("url", WithoutCredentials(server)), ("pixel_url", WithoutCredentials(pixels)))));
        content = state.View.Scene.SourcePath is { } path ? content.With("dataset", MapValue.Of(("path", path))) : content;
        if (state.Dims is { } dims)
        {
            content = Dims(content, state, intents, dims);
        }

        content = content.With("layers", new ListValue([.. state.View.Layers.Layers.Select(layer => (StateValue)Layer(layer, intents))]));
        return window is null ? content : content.With("presenter", window.Presenter).With("panels", window.Panels).With("theme", window.Theme);
    }

    /// <summary>An address as it may be passed on: nobody's name, password or token is in it.</summary>
    public static string WithoutCredentials(Uri address) =>
        new UriBuilder(address) { UserName = string.Empty, Password = string.Empty, Query = string.Empty, Fragment = string.Empty }.Uri.ToString().TrimEnd('/');

    private static MapValue Dims(MapValue content, LoopState state, IntentQueue intents, NotifyDims dims)
    {
        var world = new WorldAxes();
        world.Update(state.View.Layers);
        string[] names = [.. dims.Step.Select((_, axis) => DimsAxes.Label(dims, axis))];
        double[] position = [.. dims.Step.Select((index, axis) => world.ValueOf(axis, Asked(intents, IntentQueue.IndexOf(dims, axis), index)))];
        MapValue dimensions = MapValue.Empty;
        MapValue thickness = MapValue.Empty;
        for (int axis = 0; axis < names.Length; axis++)
        {
            dimensions = dimensions.With(names[axis], ListValue.Of(world.ScaleOf(axis), world.UnitOf(axis)));
            thickness = intents.Shown(DimsKeys.ThicknessOf(names[axis])) is { } samples ? thickness.With(names[axis], samples) : thickness;
        }

        content = content.With("dimensions", dimensions).With("position", position);
        ImmutableArray<int> order = DimsKeys.OrderOf(state, intents);
        content = order.Length == names.Length ? content.With("order", ListValue.Of<int>(order.AsSpan(), axis => names[axis])) : content;
        content = content.With("ndisplay", (int)Asked(intents, IntentQueue.Displayed, dims.Ndisplay));
        StateValue level = intents.Shown(IntentQueue.Level) ?? (dims.CurrentLevel > 0 ? dims.CurrentLevel : StateValue.Null);
        content = content.With("level", level);
        if (!thickness.Entries.IsEmpty)
        {
            content = content.With("slab", MapValue.Of(("thickness", thickness), ("projection", intents.Shown(DimsKeys.Projection) ?? "mean")));
        }

        return Camera(state.View.Camera, dims.Ndisplay == 3) is { } camera ? content.With("camera", camera) : content;
    }

    private static MapValue? Camera(CameraModel camera, bool isVolume)
    {
        if (isVolume)
        {
            return camera.Volume is not { } volume ? null : MapValue.Of(
                ("center", new double[] { volume.CenterX, volume.CenterY, volume.CenterZ }),
                ("angles", new double[] { volume.Azimuth, volume.Elevation, volume.Roll }),
                ("distance", volume.Distance),
                ("perspective", volume.FieldOfView));
        }

        return camera.Plane is not { HasRect: true } plane ? null : MapValue.Of(
            ("center", new double[] { plane.CenterX, plane.CenterY }),
            ("zoom", plane.Zoom),
            ("rect", new double[] { plane.Left, plane.Bottom, plane.Width, plane.Height }));
    }

    private static MapValue Layer(LayerModel layer, IntentQueue intents)
    {
        MapValue saved = MapValue.Of(("name", layer.Name), ("id", layer.Id));
        foreach (string control in Controls)
        {
            StateValue? value = intents.Shown(new PropertyKey("layer", layer.Id, control)) ?? layer.Controls[control];
            saved = value is null or NullValue ? saved : saved.With(control, Plain(value));
        }

        return saved;
    }

    /// <summary>Lists of numbers come off the wire in a form of their own.</summary>
    private static StateValue Plain(StateValue value) =>
        value is not ListValue && value.TryGetDoubles(out ImmutableArray<double> numbers) ? ListValue.Of<double>(numbers.AsSpan(), static number => (StateValue)number) : value;

    private static double Asked(IntentQueue intents, PropertyKey key, double told) => intents.Shown(key) is { } value && value.TryGetDouble(out double asked) ? asked : told;
}
