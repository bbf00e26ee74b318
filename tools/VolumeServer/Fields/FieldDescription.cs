using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>From a shape and a side-car to what the server says about an array. A field never has a pyramid: one level, declared.</summary>
internal static class FieldDescription
{
    private static readonly ImmutableArray<string> s_guesses = ["", "", "yx", "zyx", "tzyx", "tczyx"];

    /// <summary>The description of an array of that shape; <paramref name="contrast"/> is asked for limits when the side-car has none.</summary>
    public static VolumeInfo Of(string path, ImmutableArray<int> shape, SampleType sample, FieldSideCar sideCar, Func<VolumeInfo, (double Low, double High)> contrast)
    {
        var notes = new List<string>();
        if (shape.Length < 2 || shape.Any(static length => length < 1))
        {
            throw Refusal(path, $"Its shape is ({string.Join(", ", shape)}).", "A picture needs at least two axes, each with at least one sample.");
        }

        ImmutableArray<string> names = Names(path, shape, sideCar, notes);
        CheckLength(path, "scale", sideCar.Scale.Length, shape);
        CheckLength(path, "translation", sideCar.Translation.Length, shape);
        CheckLength(path, "unit", sideCar.Units.Length, shape);
        if (sideCar.Scale.Any(static scale => !(scale > 0) || !double.IsFinite(scale)))
        {
            throw Refusal(path, "A scale in its side-car is not a positive number.", "Write the distance from one sample to the next.");
        }

        if (sideCar.Scale.IsEmpty)
        {
            notes.Add("uncalibrated (1.0): the side-car names no scale");
        }

        ImmutableArray<VolumeAxis> axes =
        [
            .. names.Select((name, i) => new VolumeAxis(
                name, FieldSideCar.KindOf(name), shape[i], At(sideCar.Scale, i, 1.0), At(sideCar.Units, i, string.Empty), At(sideCar.Translation, i, 0.0))),
        ];
        var info = new VolumeInfo(sideCar.Name ?? Path.GetFileNameWithoutExtension(path), axes, sample, 0, 1, sideCar.Colormap ?? "gray")
        {
            Kind = sideCar.IsLabels ? VolumeKind.Labels : VolumeKind.Image,
            ContrastIsEstimated = sideCar.Contrast is null,
            Notes = [.. notes],
        };
        (double low, double high) = sideCar.Contrast ?? contrast(info);
        return info with { ContrastLow = low, ContrastHigh = high };
    }

    private static ImmutableArray<string> Names(string path, ImmutableArray<int> shape, FieldSideCar sideCar, List<string> notes)
    {
        if (!sideCar.Axes.IsEmpty)
        {
            CheckLength(path, "axes", sideCar.Axes.Length, shape);
            return sideCar.Axes.Distinct(StringComparer.OrdinalIgnoreCase).Count() == sideCar.Axes.Length
                ? sideCar.Axes
                : throw Refusal(path, $"Its side-car names an axis twice ({string.Join(", ", sideCar.Axes)}).", "Give every axis a name of its own.");
        }

        string guess = shape.Length < s_guesses.Length ? s_guesses[shape.Length] : string.Empty;
        notes.Add($"axes guessed from the number of dimensions; name them in {Path.GetFileName(path)}.json, for example {{\"axes\": \"tyx\"}}");
        return guess.Length > 0
            ? [.. guess.Select(static letter => letter.ToString())]
            : [.. Enumerable.Range(0, shape.Length).Select(i => i < shape.Length - 3 ? $"axis_{i}" : "zyx"[i - (shape.Length - 3)].ToString())];
    }

    private static void CheckLength(string path, string key, int given, ImmutableArray<int> shape)
    {
        if (given != 0 && given != shape.Length)
        {
            throw Refusal(path, $"'{key}' in its side-car has {given} entries and the array {shape.Length} axes.", "Give one entry an axis, in the order of the shape.");
        }
    }

    private static T At<T>(ImmutableArray<T> values, int index, T otherwise) => values.IsEmpty ? otherwise : values[index];

    private static FathomException Refusal(string path, string why, string how) => new(ExitCode.Usage, $"Cannot show {path}.", why, how);
}
