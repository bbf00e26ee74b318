using System.Collections.Immutable;
using Fathom.Client.Loop;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>The properties of the extension <c>fathom.dims</c>: which axes the picture has, how thick its plane is, and the camera's field of view.</summary>
internal static class DimsKeys
{
    /// <summary>The axes in order, the displayed ones last.</summary>
    public static PropertyKey Order { get; } = new("dims", "main", "order");

    /// <summary>What becomes of the samples of a thick plane: mean, max or min.</summary>
    public static PropertyKey Projection { get; } = new("dims", "main", "projection");

    /// <summary>Degrees; 0 is orthographic.</summary>
    public static PropertyKey FieldOfView { get; } = new("camera", "main", "fov");

    /// <summary>How many samples of an axis a plane takes together.</summary>
    public static PropertyKey ThicknessOf(string axis) => new("dims", axis, "thickness");

    /// <summary>Whether the server of this session takes them.</summary>
    public static bool AreTaken(LoopState state) => state.Session?.Feature(FeatureNames.DimsView) is { Enabled: true };

    /// <summary>The server told the order and the slab, if it does.</summary>
    public static void Tell(StateLedger ledger, NotifyDims dims)
    {
        if (!dims.Order.IsDefaultOrEmpty)
        {
            ledger.Notify(Order, ValueOf(dims.Order));
        }

        for (int axis = 0; !dims.Thickness.IsDefault && axis < dims.Thickness.Length && axis < dims.Step.Length; axis++)
        {
            ledger.Notify(ThicknessOf(DimsAxes.Label(dims, axis)), dims.Thickness[axis]);
        }

        if (dims.Projection is { } projection)
        {
            ledger.Notify(Projection, projection);
        }
    }

    /// <summary>An order as a value.</summary>
    public static StateValue ValueOf(ImmutableArray<int> order) => ListValue.Of<int>(order.AsSpan(), static axis => (StateValue)axis);

    /// <summary>The order as the user sees it: asked for, else told.</summary>
    public static ImmutableArray<int> OrderOf(LoopState state, IntentQueue intents)
    {
        ImmutableArray<int> told = state.View.Dims.Order;
        if (intents.Shown(Order) is not ListValue list || list.Items.Length != told.Length)
        {
            return told;
        }

        var order = ImmutableArray.CreateBuilder<int>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            order.Add(item.TryGetInt64(out long axis) ? (int)axis : 0);
        }

        return order.MoveToImmutable();
    }

    /// <summary>The picture's two axes change places.</summary>
    public static ImmutableArray<int> Transpose(ImmutableArray<int> order) =>
        order.Length < 2 ? order : order.SetItem(order.Length - 2, order[^1]).SetItem(order.Length - 1, order[^2]);

    /// <summary>The last axis goes to the front, so that others come into the picture; axes of one sample stay where they are, as in napari.</summary>
    public static ImmutableArray<int> Roll(ImmutableArray<int> order, DimsModel dims)
    {
        ImmutableArray<int> places = [.. System.Linq.Enumerable.Where(System.Linq.Enumerable.Range(0, order.Length), place => dims.SizeOf(order[place]) > 1)];
        ImmutableArray<int> rolled = order;
        for (int i = 0; i < places.Length; i++)
        {
            rolled = rolled.SetItem(places[i], order[places[(i + places.Length - 1) % places.Length]]);
        }

        return rolled;
    }
}
