using System.Globalization;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Ui;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Export.Plans;

/// <summary>The axis whose indices become the frames of a movie.</summary>
/// <param name="Index">Which one, as dims count.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Length">How many indices it has, at the finest level.</param>
internal readonly record struct ExportAxis(int Index, string Name, int Length)
{
    /// <summary>The axis that was asked for, else the one of time, else the first that is not shown and has more than one index.</summary>
    /// <param name="dims">The dims of the view that is exported.</param>
    /// <param name="world">What the layers say of the axes.</param>
    /// <param name="wanted">A name or a number; null for the usual one.</param>
    public static ExportAxis Choose(NotifyDims dims, WorldAxes world, string? wanted)
    {
        if (wanted is not null)
        {
            return Named(dims, wanted);
        }

        int time = SceneFactsReader.TimeAxis(dims, world);
        if (time < 0 || LengthOf(dims, time) < 2)
        {
            int named = DimsAxes.Find(dims, "t");
            time = named >= 0 && !DimsAxes.IsDisplayed(dims, named) && LengthOf(dims, named) > 1 ? named : -1;
        }

        int axis = time >= 0 ? time : Enumerable.Range(0, dims.Step.Length).FirstOrDefault(axis => !DimsAxes.IsDisplayed(dims, axis) && LengthOf(dims, axis) > 1, -1);
        return axis >= 0 ? Of(dims, axis) : throw new FathomException(
            ExitCode.Usage, "Cannot export a movie of this view.", $"No axis is left to move along: {Described(dims)}.", "Show a slice (--ndisplay 2 or a session of one), or write one picture with 'fathom export still'.");
    }

    /// <summary>How many indices an axis has at the finest level, which is what steps count.</summary>
    public static int LengthOf(NotifyDims dims, int axis) => dims.LevelShapes.Length > 0 && axis < dims.LevelShapes[0].Length ? dims.LevelShapes[0][axis] : 0;

    private static ExportAxis Named(NotifyDims dims, string wanted)
    {
        int axis = DimsAxes.Find(dims, wanted);
        if (axis < 0)
        {
            throw Refused(wanted, $"There is no such axis: {Described(dims)}.");
        }

        return DimsAxes.IsDisplayed(dims, axis)
            ? throw Refused(wanted, $"It lies in the picture: {Described(dims)}.")
            : LengthOf(dims, axis) > 0 ? Of(dims, axis) : throw Refused(wanted, "The server does not say how long it is.");
    }

    private static ExportAxis Of(NotifyDims dims, int axis) => new(axis, DimsAxes.Label(dims, axis), LengthOf(dims, axis));

    private static string Described(NotifyDims dims) => string.Join(", ", Enumerable.Range(0, dims.Step.Length).Select(axis => string.Create(
        CultureInfo.InvariantCulture, $"{DimsAxes.Label(dims, axis)} has {LengthOf(dims, axis)} indices{(DimsAxes.IsDisplayed(dims, axis) ? " and is shown" : "")}")));

    private static FathomException Refused(string wanted, string why) =>
        new(ExitCode.Usage, $"Cannot export a movie along '{wanted}'.", why, "Name an axis that is not shown with --axis, or leave it out.");
}
