using System;
using System.Collections.Immutable;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Ui;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Client.Overlays.Specs;

/// <summary>What a server said of its scene, as overlays need it.</summary>
internal static class SceneFactsReader
{
    /// <summary>Reads it anew; do so when dims or layers change, not with every frame.</summary>
    public static SceneFacts Read(NotifyDims dims, LayersModel layers)
    {
        var world = new WorldAxes();
        world.Update(layers);
        (int column, int row) = Displayed(dims);
        if (column < 0 || row < 0)
        {
            return new SceneFacts(dims.Ndisplay, string.Empty, default, []);
        }

        // Two units in one plane are none: a calibration has one for both directions.
        string unit = world.UnitOf(column);
        bool isOne = WorldUnits.IsLength(unit) && WorldUnits.FullName(unit) == WorldUnits.FullName(world.UnitOf(row));
        WorldRect bounds = WorldRect.OfVoxels(
            FinestSize(dims, column), FinestSize(dims, row), world.ScaleOf(column), world.ScaleOf(row), world.ValueOf(column, 0), world.ValueOf(row, 0));
        double halfColumn = Math.Abs(world.ScaleOf(column)) / 2, halfRow = Math.Abs(world.ScaleOf(row)) / 2;
        return new SceneFacts(dims.Ndisplay, isOne ? WorldUnits.FullName(unit) : string.Empty, bounds, Times(dims, world))
        {
            Centres = bounds.IsValid ? new WorldRect(bounds.MinX + halfColumn, bounds.MinY + halfRow, bounds.MaxX - halfColumn, bounds.MaxY - halfRow) : null,
        };
    }

    /// <summary>The first axis that is not displayed and is one of time with a unit; −1 when there is none.</summary>
    public static int TimeAxis(NotifyDims dims, WorldAxes world)
    {
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (!DimsAxes.IsDisplayed(dims, axis) && WorldUnits.TryConvert(1, world.UnitOf(axis), "s", out _))
            {
                return axis;
            }
        }

        return -1;
    }

    private static ImmutableArray<double> Times(NotifyDims dims, WorldAxes world)
    {
        int axis = TimeAxis(dims, world);
        if (axis < 0 || !WorldUnits.TryConvert(1, world.UnitOf(axis), "s", out double second))
        {
            return [];
        }

        var times = ImmutableArray.CreateBuilder<double>(FinestSize(dims, axis));
        for (int i = 0; i < times.Capacity; i++)
        {
            times.Add(world.ValueOf(axis, i) * second);
        }

        return times.MoveToImmutable();
    }

    /// <summary>The axis along the picture's rows, and the one down.</summary>
    private static (int Column, int Row) Displayed(NotifyDims dims) => dims.Displayed.IsDefaultOrEmpty
        ? (dims.Step.Length - 1, dims.Step.Length - 2)
        : (dims.Displayed[^1], dims.Displayed.Length > 1 ? dims.Displayed[^2] : -1);

    /// <summary>Indices count the finest level, whichever is shown.</summary>
    private static int FinestSize(NotifyDims dims, int axis) => dims.LevelShapes.Length > 0 && axis < dims.LevelShapes[0].Length ? dims.LevelShapes[0][axis] : 0;
}
