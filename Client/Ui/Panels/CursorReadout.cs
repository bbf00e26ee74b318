using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is said about the place under the pointer: where in the world it is, and what the data have there. All of it of the picture that is on the screen.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class CursorReadout
{
    private readonly UiParts _parts;

    /// <summary>Creates a read-out.</summary>
    public CursorReadout(UiParts parts)
    {
        _parts = parts;
    }

    /// <summary>One line; empty when the pointer is elsewhere.</summary>
    /// <param name="gui">The pass.</param>
    /// <param name="canvas">The picture's area.</param>
    /// <param name="picture">Where the picture stands in it.</param>
    public ReadOnlySpan<char> Run(Gui gui, in ShapeRect canvas, in ViewTransform picture)
    {
        double column = 0, row = 0;
        bool isOver = gui.Popup.IsNone && canvas.Contains(gui.PointerX, gui.PointerY) && picture.TryToPicture(gui.PointerX, gui.PointerY, out column, out row);
        _parts.Probe?.Point(isOver ? (column, row) : null);
        if (!isOver)
        {
            return default;
        }

        ReadOnlySpan<char> place = Place(gui, column, row);
        string value = _parts.Probe?.Text ?? string.Empty;
        return value.Length == 0 ? place : place.IsEmpty ? value : gui.Scratch.Format($"{place}   {value}");
    }

    private ReadOnlySpan<char> Place(Gui gui, double u, double v)
    {
        LoopState state = _parts.State;
        if (!ShownView.TryGetMatrix(state, out ViewMatrix matrix, out bool isExact) || matrix[3, 0] != 0 || matrix[3, 1] != 0
            || matrix[0, 0] == 0 || matrix[1, 1] == 0 || state.View.Dims.IsVolume)
        {
            return default;
        }

        double x = (u - matrix[0, 3]) / matrix[0, 0];
        double y = (v - matrix[1, 3]) / matrix[1, 1];
        int axisX = ShownView.AxisOf(state, 0);
        int axisY = ShownView.AxisOf(state, 1);
        string about = isExact ? string.Empty : "≈ ";
        return gui.Scratch.Format($"{about}{Name(axisY)} {y:0.0} {_parts.World.UnitOf(axisY)}   {Name(axisX)} {x:0.0} {_parts.World.UnitOf(axisX)}");
    }

    private string Name(int axis) => _parts.State.Dims is { } dims && axis >= 0 && axis < dims.Step.Length ? DimsAxes.Label(dims, axis) : string.Empty;
}
