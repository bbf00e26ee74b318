using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>What a call of <c>fathom.probe</c> asks for.</summary>
/// <param name="Place">Where; for a line of sight only its step counts.</param>
/// <param name="Ray">The line: a point of it, its direction in world units per axis, and where it begins in steps of that direction.</param>
/// <param name="Level">Which level, 0 = the finest.</param>
/// <param name="Revision">The revision of the picture that was pointed at, given back as it came.</param>
/// <param name="Longest">How long a chunk may take that is not at hand.</param>
internal readonly record struct ProbeQuestion(
    ProbePlace Place, (ProbePlace From, ImmutableArray<double> Direction, double Begin)? Ray, int Level, long? Revision, TimeSpan Longest)
{
    private const double UsualMs = 1000;
    private const double MostMs = 5000;

    public static bool TryRead(MapValue wanted, VolumeInfo info, SceneState state, out ProbeQuestion question, out string why)
    {
        question = default;
        why = string.Empty;
        ImmutableArray<int> step = state.Step;
        if (wanted["step"] is { } asked && !TryStep(asked, info, out step))
        {
            why = "'step' must have an index inside the data for each axis";
            return false;
        }

        (ProbePlace, ImmutableArray<double>, double)? ray = null;
        var place = new ProbePlace([.. new double?[info.Axes.Length]], step);
        if (wanted["ray"] is MapValue line)
        {
            if (!TryNumbers(line["origin"], info, out ImmutableArray<double?> origin) || !TryNumbers(line["direction"], info, out ImmutableArray<double?> direction))
            {
                why = "'ray' must have 'origin' and 'direction' with a number or null for each axis";
                return false;
            }

            double begin = line["both_ways"]?.AsBool() == true ? double.NegativeInfinity : 0;
            ray = (place with { World = origin }, [.. Known(direction)], begin);
        }
        else if (TryNumbers(wanted["position"], info, out ImmutableArray<double?> position))
        {
            place = place with { World = position };
        }
        else
        {
            why = "'position' must have a world coordinate or null for each axis";
            return false;
        }

        int level = wanted["level"] is { } number && number.TryGetInt64(out long chosen) ? (int)Math.Clamp(chosen, 0, info.Levels.Length - 1) : 0;
        long? revision = wanted["revision"] is { } shown && shown.TryGetInt64(out long told) ? told : null;
        double longest = wanted["deadline_ms"] is { } ms && ms.TryGetDouble(out double most) && most > 0 ? Math.Min(most, MostMs) : UsualMs;
        question = new ProbeQuestion(place, ray, level, revision, TimeSpan.FromMilliseconds(longest));
        return true;
    }

    /// <summary>An index on every axis, inside the data.</summary>
    public static bool TryStep(StateValue asked, VolumeInfo info, out ImmutableArray<int> step)
    {
        step = [];
        if (asked is not ListValue list || list.Items.Length != info.Axes.Length)
        {
            return false;
        }

        var indices = ImmutableArray.CreateBuilder<int>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            if (!item.TryGetInt64(out long index) || index < 0 || index >= info.Axes[indices.Count].Length)
            {
                return false;
            }

            indices.Add((int)index);
        }

        step = indices.MoveToImmutable();
        return true;
    }

    private static double[] Known(ImmutableArray<double?> values)
    {
        double[] known = new double[values.Length];
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = values[i] ?? 0;
        }

        return known;
    }

    private static bool TryNumbers(StateValue? asked, VolumeInfo info, out ImmutableArray<double?> numbers)
    {
        numbers = [];
        if (asked is not ListValue list || list.Items.Length != info.Axes.Length)
        {
            return false;
        }

        var read = ImmutableArray.CreateBuilder<double?>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            if (item is NullValue)
            {
                read.Add(null);
            }
            else if (item.TryGetDouble(out double number) && double.IsFinite(number))
            {
                read.Add(number);
            }
            else
            {
                return false;
            }
        }

        numbers = read.MoveToImmutable();
        return true;
    }
}
