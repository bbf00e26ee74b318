using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.State;

/// <summary>The dims as they are: made whole from every <c>notify.dims</c>, and from the scene.</summary>
/// <remarks>All lists are in data-axis order. The step is clamped to the size at the current level, because servers are known to send more.</remarks>
public sealed record DimsModel
{
    private DimsModel(ImmutableArray<int> step, ImmutableArray<ImmutableArray<int>> levelShapes, int currentLevel)
    {
        LevelShapes = levelShapes;
        CurrentLevel = Math.Clamp(currentLevel, 0, Math.Max(0, levelShapes.Length - 1));
        Sizes = levelShapes.IsEmpty ? [] : levelShapes[CurrentLevel];
        Step = [.. step.Select(Clamp)];
    }

    /// <summary>No dims are known yet.</summary>
    public static DimsModel Empty { get; } = new([], [], 0) { Labels = [], Order = [], Displayed = [], Levels = [] };

    /// <summary>How many axes the data has.</summary>
    public int AxisCount => Step.Length;

    /// <summary>The index per axis.</summary>
    public ImmutableArray<int> Step { get; }

    /// <summary>The size per level and axis.</summary>
    public ImmutableArray<ImmutableArray<int>> LevelShapes { get; }

    /// <summary>The level in use.</summary>
    public int CurrentLevel { get; }

    /// <summary>The size per axis at the level in use; empty when unknown.</summary>
    public ImmutableArray<int> Sizes { get; }

    /// <summary>The axes' names, which are the targets of dims updates.</summary>
    public ImmutableArray<string> Labels { get; private init; }

    /// <summary>The axes in order, the displayed ones last.</summary>
    public ImmutableArray<int> Order { get; private init; }

    /// <summary>The displayed axes.</summary>
    public ImmutableArray<int> Displayed { get; private init; }

    /// <summary>The levels, where the server described them.</summary>
    public ImmutableArray<LevelInfo> Levels { get; private init; }

    /// <summary>How many axes are displayed.</summary>
    public int Ndisplay { get; private init; } = 2;

    /// <summary>Whether a volume is rendered.</summary>
    public bool IsVolume => Ndisplay >= 3;

    /// <summary>Whether the level was lowered for want of memory or time.</summary>
    public bool Downgraded { get; private init; }

    /// <summary>The axis that a wheel or a play button moves first: the first one that is not displayed; -1 when all are.</summary>
    public int PrimaryAxis => Order.Length > Ndisplay ? Order[0] : -1;

    /// <summary>Takes over a notice.</summary>
    public static DimsModel From(NotifyDims dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        return new DimsModel(dims.Step, dims.LevelShapes, dims.CurrentLevel)
        {
            Labels = LabelsOr(dims.AxisLabels, dims.Step.Length),
            Order = OrderOr(dims.Order, dims.Step.Length),
            Displayed = DisplayedOr(dims.Displayed, dims.Order, dims.Step.Length, dims.Ndisplay),
            Levels = dims.Levels,
            Ndisplay = dims.Ndisplay,
            Downgraded = dims.Downgraded ?? false,
        };
    }

    /// <summary>Takes over <c>viewer.dims</c> of a scene; null when it holds no usable dims.</summary>
    public static DimsModel? From(MapValue dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        ImmutableArray<int> step = Integers(dims["current_step"] ?? dims["step"]);
        if (step.IsDefault || dims["level_shapes"] is not ListValue shapeList)
        {
            return null;
        }

        ImmutableArray<ImmutableArray<int>> shapes = [.. shapeList.Items.Select(shape => Integers(shape)).Where(shape => !shape.IsDefault)];
        int ndisplay = dims["ndisplay"] is StateValue shown && shown.TryGetInt64(out long count) ? (int)count : 2;
        int level = dims["current_level"] is StateValue current && current.TryGetInt64(out long index) ? (int)index : 0;
        ImmutableArray<int> order = Integers(dims["order"]);
        ImmutableArray<string> labels = dims["axis_labels"] is ListValue names ? [.. names.Items.Select(name => name.AsText() ?? string.Empty)] : default;
        return new DimsModel(step, shapes, level)
        {
            Labels = LabelsOr(labels, step.Length),
            Order = OrderOr(order, step.Length),
            Displayed = DisplayedOr(Integers(dims["displayed"]), order, step.Length, ndisplay),
            Levels = [],
            Ndisplay = ndisplay,
        };
    }

    /// <summary>The size of an axis at the level in use; at least 1.</summary>
    public int SizeOf(int axis) => axis >= 0 && axis < Sizes.Length ? Math.Max(1, Sizes[axis]) : 1;

    /// <summary>The nearest index that the axis has.</summary>
    public int ClampIndex(int axis, int index) => Math.Clamp(index, 0, SizeOf(axis) - 1);

    /// <summary>The axis of that name or number, or -1.</summary>
    public int AxisOf(string name) => AxisNames.Find(name, Labels, AxisCount) ?? -1;

    /// <summary>The key of an axis's index, with the target exactly as the server calls it.</summary>
    public PropertyKey IndexKey(int axis) => new("dims", Labels[axis], "index");

    /// <summary>Whether both show the same.</summary>
    public bool SameAs(DimsModel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Ndisplay == other.Ndisplay && CurrentLevel == other.CurrentLevel && Downgraded == other.Downgraded
            && Step.SequenceEqual(other.Step) && Sizes.SequenceEqual(other.Sizes) && Labels.SequenceEqual(other.Labels)
            && Order.SequenceEqual(other.Order) && Displayed.SequenceEqual(other.Displayed) && LevelShapes.Length == other.LevelShapes.Length;
    }

    private static ImmutableArray<int> Integers(StateValue? value)
    {
        if (value is not ListValue list)
        {
            return default;
        }

        var numbers = ImmutableArray.CreateBuilder<int>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            numbers.Add(item.TryGetDouble(out double number) && double.IsFinite(number) ? (int)number : 0);
        }

        return numbers.MoveToImmutable();
    }

    private static ImmutableArray<string> LabelsOr(ImmutableArray<string> labels, int count) =>
        labels.IsDefault || labels.Length < count ? AxisNames.Default(count) : labels;

    private static ImmutableArray<int> OrderOr(ImmutableArray<int> order, int count) =>
        IsPermutation(order, count) ? order : [.. Enumerable.Range(0, count)];

    /// <summary>Whoever indexes by axis must be able to trust these lists, whatever the server sent.</summary>
    private static bool IsPermutation(ImmutableArray<int> order, int count) =>
        !order.IsDefault && order.Length == count && order.All(axis => axis >= 0 && axis < count) && order.Distinct().Count() == count;

    private static ImmutableArray<int> DisplayedOr(ImmutableArray<int> displayed, ImmutableArray<int> order, int count, int ndisplay)
    {
        IEnumerable<int> last = OrderOr(order, count).Skip(Math.Max(0, count - ndisplay));
        bool usable = !displayed.IsDefault && displayed.All(axis => axis >= 0 && axis < count);
        return usable ? displayed : [.. last];
    }

    private int Clamp(int index, int axis) => Math.Clamp(index, 0, SizeOf(axis) - 1);
}
