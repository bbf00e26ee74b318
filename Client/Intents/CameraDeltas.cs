using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>Writes camera deltas and adds two of them into one.</summary>
internal static class CameraDeltas
{
    /// <summary>Zoom about a point; factors multiply, the newer point counts.</summary>
    public static StateValue Zoom(double factor, double anchorX, double anchorY) =>
        MapValue.Of(("factor", factor), ("anchor_px", new double[] { anchorX, anchorY }));

    /// <summary>Move by pixels.</summary>
    public static StateValue Pan(double dx, double dy) => MapValue.Of(("dx_px", dx), ("dy_px", dy));

    /// <summary>Back to the whole picture.</summary>
    public static StateValue Reset() => MapValue.Of(("reason", "user"));

    /// <summary>Two zooms in one.</summary>
    public static StateValue CombineZoom(StateValue first, StateValue second) =>
        ((MapValue)second).With("factor", Number(first, "factor") * Number(second, "factor"));

    /// <summary>Two moves in one.</summary>
    public static StateValue CombinePan(StateValue first, StateValue second) =>
        Pan(Number(first, "dx_px") + Number(second, "dx_px"), Number(first, "dy_px") + Number(second, "dy_px"));

    private static double Number(StateValue value, string name) =>
        ((MapValue)value).TryGet(name, out StateValue member) && member.TryGetDouble(out double number) ? number : 0;
}
