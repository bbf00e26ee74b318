using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Loop;

/// <summary>From a place in the world to the index nearest to it, by what the scene says of its axes.</summary>
internal static class WorldPlace
{
    /// <summary>The index; throws what the user is told where the scene does not say enough or the place lies outside.</summary>
    public static int Index(LoopState state, int axis, int size, DimsValue value) => Index(state.View.Layers, axis, size, value);

    /// <summary>The same by the layers of a scene.</summary>
    public static int Index(LayersModel layers, int axis, int size, DimsValue value)
    {
        if (value.Unit is not { } unit)
        {
            return value.Index;
        }

        LayerModel? layer = layers.Layers.FirstOrDefault();
        ImmutableArray<double> scales = layer?.Scale ?? [], starts = layer?.Translate ?? [];
        string? own = layer?.Metadata["units"] is ListValue units && axis < units.Items.Length ? units.Items[axis].AsText() : null;
        if (axis >= scales.Length || string.IsNullOrEmpty(own) || !WorldUnits.TryConvert(value.World, unit, own, out double world))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot move axis '{value.Axis}' to {value.World.ToString(CultureInfo.InvariantCulture)} {unit}.",
                string.IsNullOrEmpty(own) ? "The server does not say in which unit this axis is measured." : $"This axis is measured in {own}.",
                "Give an index, as in --dims z=12.");
        }

        double start = axis < starts.Length ? starts[axis] : 0;
        double index = Math.Round((world - start) / scales[axis], MidpointRounding.AwayFromZero);
        return index >= 0 && index < size ? (int)index : throw new FathomException(
            ExitCode.Usage,
            $"Cannot move axis '{value.Axis}' to {value.World.ToString(CultureInfo.InvariantCulture)} {unit}.",
            string.Create(CultureInfo.InvariantCulture, $"It goes from {start:0.###} to {start + ((size - 1) * scales[axis]):0.###} {own}."),
            "Correct --dims.");
    }
}
