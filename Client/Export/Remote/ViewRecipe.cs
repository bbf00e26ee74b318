using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Errors;
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

    /// <summary>Whether both give the same pictures of the same places.</summary>
    public bool Equals(ViewRecipe? other) => other is not null && Step.AsSpan().SequenceEqual(other.Step.AsSpan()) && View.Equals(other.View);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View, Step.Length);
}
