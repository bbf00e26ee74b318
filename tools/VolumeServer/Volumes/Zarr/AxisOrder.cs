using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The order in which axes are shown: space last, and its rows and columns last of all, as the format wants it anyway.</summary>
internal static class AxisOrder
{
    public static ImmutableArray<int> Of(ImmutableArray<OmeAxis> axes, List<string> notes)
    {
        // Stable: axes of one kind keep their order.
        ImmutableArray<int> order = [.. Enumerable.Range(0, axes.Length).OrderBy(axis => axes[axis].Kind == AxisKind.Space ? 1 : 0)];
        int spaces = axes.Count(axis => axis.Kind == AxisKind.Space);
        if (spaces < 2 || order.SequenceEqual(Enumerable.Range(0, axes.Length)))
        {
            return [.. Enumerable.Range(0, axes.Length)];
        }

        notes.Add($"Its axes are stored as {Names(axes, Enumerable.Range(0, axes.Length))} and shown as {Names(axes, order)}.");
        return order;
    }

    private static string Names(ImmutableArray<OmeAxis> axes, IEnumerable<int> order) => string.Join(", ", order.Select(axis => axes[axis].Name));
}
