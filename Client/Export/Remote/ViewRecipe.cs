using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Remote;

/// <summary>Everything that decides what a picture of a place shows: equal recipes give equal bytes, whatever others do to the view meanwhile.</summary>
/// <param name="View">The order of the axes, how many are shown, level, slab, camera and layers, in the words of <c>fathom.render</c>'s <c>view</c>.</param>
/// <param name="Step">The place at which it was taken: an index for each axis.</param>
internal sealed record ViewRecipe(MapValue View, ImmutableArray<int> Step)
{
    /// <summary>How many axes are shown, 2 or 3.</summary>
    public int DisplayedAxes => View["ndisplay"] is { } told && told.TryGetInt64(out long axes) && axes >= 3 ? 3 : 2;

    /// <summary>A recipe as a manifest holds it; what is none is refused.</summary>
    public static ViewRecipe FromMap(MapValue map)
    {
        if (map["view"] is not MapValue view || map["step"] is not { } told || !told.TryGetDoubles(out ImmutableArray<double> step)
            || !step.All(static index => index >= 0 && index <= int.MaxValue && index == Math.Floor(index)))
        {
            throw new FathomException(
                ExitCode.Usage, "Cannot read what the pictures are to show.", "It lacks 'view', or 'step' is not a list of indices.", "Begin anew from the server's view, or from a session file (--session).");
        }

        return new ViewRecipe(view, [.. step.Select(static index => (int)index)]);
    }

    /// <summary>As a manifest holds it.</summary>
    public MapValue ToMap() => MapValue.Of(("step", ListValue.Of<int>(Step.AsSpan(), static index => (StateValue)index)), ("view", View));

    /// <summary>The axes of these data as the recipe shows them, at its place.</summary>
    public NotifyDims Apply(NotifyDims dims)
    {
        int count = dims.Step.Length;
        ImmutableArray<int> order = View["order"] is ListValue names
            ? [.. names.Items.Select(name => name.AsText() is { } text ? DimsAxes.Find(dims, text) : name.TryGetInt64(out long axis) ? (int)Math.Clamp(axis, -1, count) : -1)]
            : dims.Order;
        if (order.IsDefault || !order.Order().SequenceEqual(Enumerable.Range(0, count)))
        {
            order = [.. Enumerable.Range(0, count)];
        }

        bool isVolume = DisplayedAxes == 3;
        return new NotifyDims(
            dims.Envelope, Step.Length == count ? Step : dims.Step, dims.Levels, dims.CurrentLevel, dims.LevelShapes, isVolume ? NotifyDims.VolumeMode : NotifyDims.PlaneMode, DisplayedAxes)
        {
            AxisLabels = dims.AxisLabels,
            Labels = dims.Labels,
            Order = order,
            Displayed = [.. order.Skip(Math.Max(0, count - DisplayedAxes))],
        };
    }

    /// <summary>Whether both give the same pictures of the same places.</summary>
    public bool Equals(ViewRecipe? other) => other is not null && Step.AsSpan().SequenceEqual(other.Step.AsSpan()) && View.Equals(other.View);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View, Step.Length);
}
