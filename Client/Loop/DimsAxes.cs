using System;
using System.Globalization;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Loop;

/// <summary>Reads axes out of a dims notice, whose names and orders may be absent.</summary>
internal static class DimsAxes
{
    /// <summary>The axis's name, or its number where the server names none.</summary>
    public static string Label(NotifyDims dims, int axis) =>
        !dims.AxisLabels.IsDefault && axis < dims.AxisLabels.Length ? dims.AxisLabels[axis] : axis.ToString(CultureInfo.InvariantCulture);

    /// <summary>The axis's size at the level in use; 0 when unknown.</summary>
    public static int Size(NotifyDims dims, int axis) =>
        dims.CurrentLevel >= 0 && dims.CurrentLevel < dims.LevelShapes.Length && axis < dims.LevelShapes[dims.CurrentLevel].Length
            ? dims.LevelShapes[dims.CurrentLevel][axis]
            : 0;

    /// <summary>Whether the axis lies in the picture; by default the last ones do.</summary>
    public static bool IsDisplayed(NotifyDims dims, int axis) => dims.Displayed.IsDefaultOrEmpty
        ? axis >= dims.Step.Length - dims.Ndisplay
        : dims.Displayed.Contains(axis);

    /// <summary>The axis of that name (any case) or number; -1 when there is none.</summary>
    public static int Find(NotifyDims dims, string name)
    {
        for (int i = 0; i < dims.Step.Length; i++)
        {
            if (string.Equals(Label(dims, i), name, StringComparison.OrdinalIgnoreCase) || name == i.ToString(CultureInfo.InvariantCulture))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The chosen axis if it can be moved, else the primary one; -1 when none can.</summary>
    public static int Current(NotifyDims dims, int chosen) =>
        chosen >= 0 && chosen < dims.Step.Length && !IsDisplayed(dims, chosen) ? chosen : Primary(dims);

    /// <summary>The axis that arrow keys and the wheel move where none is chosen: z if it is not in the picture, else the last that is not; -1 when all are.</summary>
    public static int Primary(NotifyDims dims)
    {
        int z = Find(dims, "z");
        if (z >= 0 && !IsDisplayed(dims, z))
        {
            return z;
        }

        for (int i = dims.Step.Length - 1; i >= 0; i--)
        {
            if (!IsDisplayed(dims, i))
            {
                return i;
            }
        }

        return -1;
    }
}
