using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>A list of <c>coordinateTransformations</c>: one scale, then at most one translation.</summary>
internal static class OmeTransform
{
    public static (ImmutableArray<double> Scale, ImmutableArray<double> Translation) Read(JsonElement owner, int axes, string where, List<string> notes, bool isRequired)
    {
        ImmutableArray<double> scale = [], translation = [];
        foreach (JsonElement item in owner.Items("coordinateTransformations"))
        {
            switch (item.Text("type"))
            {
                case "scale" when scale.IsEmpty && translation.IsEmpty:
                    scale = Numbers(item, "scale", axes, where);
                    break;
                case "translation" when translation.IsEmpty:
                    translation = Numbers(item, "translation", axes, where);
                    break;
                case "identity":
                    break;
                default:
                    throw ZarrFault.Broken(where, $"Its coordinate transformations are not one scale and then at most one translation ('{item.Text("type") ?? "?"}').");
            }
        }

        if (scale.IsEmpty && isRequired)
        {
            Note(notes, "It does not say how large its voxels are: uncalibrated (1.0).");
        }

        if (scale.Contains(0))
        {
            Note(notes, "It says that its voxels have no size along an axis: taken as 1.0.");
            scale = [.. scale.Select(value => value == 0 ? 1 : value)];
        }

        return (scale.IsEmpty ? [.. Enumerable.Repeat(1.0, axes)] : scale, translation.IsEmpty ? [.. Enumerable.Repeat(0.0, axes)] : translation);
    }

    private static ImmutableArray<double> Numbers(JsonElement item, string name, int axes, string where)
    {
        double?[] numbers = [.. item.Items(name).Select(value => value.Number())];
        if (numbers.Length != axes || numbers.Contains(null))
        {
            throw ZarrFault.Broken(where, $"Its {name} is not a list of {axes} numbers, one an axis (a separate file of numbers is not read).");
        }

        return [.. numbers.Select(value => value!.Value)];
    }

    private static void Note(List<string> notes, string note)
    {
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }
}
