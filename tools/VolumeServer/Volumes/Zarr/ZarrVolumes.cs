using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Makes sources of nodes: an image or a label set with its levels, or a plain array.</summary>
/// <remarks>Threads: one, while opening.</remarks>
internal sealed class ZarrVolumes(ZarrStore store, SharedReading shared, CancellationToken cancel, bool onlyDescribes = false)
{
    /// <summary>A multiscale image or label set.</summary>
    public ZarrVolume Image(ZarrNode node, OmeImage image, string name, VolumeKind kind)
    {
        string where = store.Where(node.Path);
        var notes = new List<string>(image.Notes);
        ImmutableArray<ZarrArray> arrays = Arrays(node, image, where, notes, out ImmutableArray<OmeLevel> levels);
        if (kind == VolumeKind.Labels && !arrays[0].Type.IsInteger)
        {
            throw ZarrFault.Unsupported(where, $"Its labels are {arrays[0].Type.Sample.Name()}, but objects are numbered with integers.", "Write the labels as integers.");
        }

        return Make(node, name, kind, image.Axes, arrays, levels, notes);
    }

    /// <summary>An array that nobody describes: the names of its axes are guessed.</summary>
    public ZarrVolume Plain(ZarrNode node, string name)
    {
        ZarrArray array = store.Array(node);
        bool areNamed = !array.AxisNames.IsEmpty && array.AxisNames.All(text => !string.IsNullOrWhiteSpace(text)) && array.AxisNames.Distinct(StringComparer.OrdinalIgnoreCase).Count() == array.Shape.Length;
        ImmutableArray<OmeAxis> axes = areNamed
            ? [.. array.AxisNames.Select(text => new OmeAxis(text!, OmeAxis.KindOf(text!), ""))]
            : AxisGuess.For(array.Shape);
        var notes = new List<string> { "A plain array without OME metadata: uncalibrated (1.0)." };
        if (!areNamed)
        {
            notes.Add($"Its axes are guessed: {string.Join(", ", axes.Select(axis => axis.Name))}.");
        }

        int count = axes.Length;
        var level = new OmeLevel("", [.. Enumerable.Repeat(1.0, count)], [.. Enumerable.Repeat(0.0, count)]);
        return Make(node, name, VolumeKind.Image, axes, [array], [level], notes);
    }

    private ImmutableArray<ZarrArray> Arrays(ZarrNode node, OmeImage image, string where, List<string> notes, out ImmutableArray<OmeLevel> levels)
    {
        var found = new List<(ZarrArray Array, OmeLevel Level)>();
        int channels = image.Axes.Select(axis => axis.Kind).ToList().IndexOf(AxisKind.Channel);
        foreach (OmeLevel level in image.Levels)
        {
            string path = Stores.StoreKeys.Join(node.Path, level.Path);
            ZarrArray? array = store.FindArray(path);
            string? problem = array is null ? "there is no such array"
                : array.Shape.Length != image.Axes.Length ? $"it has {array.Shape.Length} axes, the metadata name {image.Axes.Length}"
                : found.Count > 0 && channels >= 0 && array.Shape[channels] != found[0].Array.Shape[channels] ? $"it has {array.Shape[channels]} channels, the first has {found[0].Array.Shape[channels]}"
                : found.Count > 0 && array.Type != found[0].Array.Type ? $"it is {array.Type.Sample.Name()}, the first is {found[0].Array.Type.Sample.Name()}"
                : null;
            if (problem is null)
            {
                found.Add((array!, level));
            }
            else if (found.Count == 0)
            {
                throw ZarrFault.Broken(where, $"Its level {level.Path} cannot be used: {problem}.");
            }
            else
            {
                notes.Add($"Level {level.Path} is left out: {problem}.");
            }
        }

        // The order is the format's rule; some writers begin with the coarsest.
        var ordered = found.OrderByDescending(item => item.Array.Shape.Aggregate(1.0, (product, length) => product * length)).ToList();
        levels = [.. ordered.Select(item => item.Level)];
        return [.. ordered.Select(item => item.Array)];
    }

    private ZarrVolume Make(
        ZarrNode node, string name, VolumeKind kind, ImmutableArray<OmeAxis> axes, ImmutableArray<ZarrArray> arrays, ImmutableArray<OmeLevel> levels, List<string> notes)
    {
        if (axes.Length < 2)
        {
            throw ZarrFault.Unsupported(store.Where(node.Path), "It has one axis only; a picture needs two.", "Choose another array.");
        }

        ImmutableArray<int> order = AxisOrder.Of(axes, notes);
        ImmutableArray<VolumeAxis> shown =
        [
            .. order.Select(axis => new VolumeAxis(
                axes[axis].Name, Kind(axes[axis], arrays[0].Shape[axis], notes), arrays[0].Shape[axis], levels[0].Scale[axis], axes[axis].Unit, levels[0].Translation[axis])),
        ];
        (double low, double high) = ChannelContrast.OfType(arrays[0].Type);
        var info = new VolumeInfo(name, shown, arrays[0].Type.Sample, low, high, "gray")
        {
            Levels =
            [
                .. levels.Select((level, i) => new VolumeLevel(
                    [.. order.Select(axis => arrays[i].Shape[axis])], [.. order.Select(axis => level.Scale[axis])], [.. order.Select(axis => level.Translation[axis])])),
            ],
            Kind = kind,
        };
        info = kind == VolumeKind.Labels ? info with { LabelColors = OmeLabels.Colors(node) } : Channels(node, info, notes);
        bool isTurned = !order.SequenceEqual(Enumerable.Range(0, order.Length));

        // Array axis i is shown as axis (place of i in the order).
        ImmutableArray<int> arrayAxes = isTurned ? [.. Enumerable.Range(0, order.Length).Select(axis => order.IndexOf(axis))] : [];
        ImmutableArray<ZarrChunks> chunks = [.. arrays.Select(array => new ZarrChunks(store.Bytes, array, shared.Chunks))];
        var plain = new ZarrVolume(info with { Notes = [.. notes] }, chunks, arrayAxes, shared);
        return kind == VolumeKind.Labels || onlyDescribes ? plain : WithContrast(plain, chunks, arrayAxes, notes);
    }

    private ZarrVolume WithContrast(ZarrVolume source, ImmutableArray<ZarrChunks> chunks, ImmutableArray<int> arrayAxes, List<string> notes)
    {
        VolumeInfo info;
        try
        {
            info = ChannelContrast.Complete(source, cancel);
        }
        catch (FathomException error)
        {
            // A damaged chunk must not keep the rest from being seen.
            notes.Add($"The contrast could not be estimated: {error.Why}");
            info = source.Info with { ContrastIsEstimated = true };
        }

        return new ZarrVolume(info with { Notes = [.. notes] }, chunks, arrayAxes, shared);
    }

    private static VolumeInfo Channels(ZarrNode node, VolumeInfo info, List<string> notes)
    {
        int count = info.ChannelAxis < 0 ? 1 : info.Axes[info.ChannelAxis].Length;
        OmeroBlock? omero = OmeroBlock.Read(node.Ome, count);
        if (omero is null && node.Ome.TryGet("omero", out _))
        {
            notes.Add($"The omero block does not describe {count} channel(s) and is ignored.");
        }

        ImmutableArray<ChannelInfo> channels = omero?.Channels ?? OmeroBlock.Unnamed(count);
        return info with
        {
            Channels = channels,
            Colormap = channels[0].Colormap,
            StartAt = [.. info.Axes.Select(axis => axis.Kind == AxisKind.Time ? Start(omero?.DefaultTime, axis) : axis.Name is "z" or "Z" ? Start(omero?.DefaultDepth, axis) : -1)],
        };
    }

    private static int Start(int? wanted, VolumeAxis axis) => wanted is { } index && index >= 0 && index < axis.Length ? index : -1;

    private static AxisKind Kind(OmeAxis axis, int length, List<string> notes)
    {
        if (axis.Kind != AxisKind.Channel || length <= ZarrLimits.MaxChannels)
        {
            return axis.Kind;
        }

        notes.Add($"Axis {axis.Name} has {length} channels; more than {ZarrLimits.MaxChannels} are stepped through like any other axis.");
        return AxisKind.Other;
    }
}
