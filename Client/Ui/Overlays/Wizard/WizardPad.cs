using System;
using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What the pointer does in a pane: a click picks, a drag on a point moves it, a drag beside all points moves the picture.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WizardPad(UiId id, IWizardPane pane)
{
    /// <summary>How much slower a point goes than the pointer while Shift was held.</summary>
    private const double Slow = 0.1;

    private double _pressX;
    private double _pressY;
    private double _lastX;
    private double _lastY;
    private double _fromX;
    private double _fromY;
    private double _speed = 1;
    private bool _isMoving;

    /// <summary>The point that is dragged; none otherwise.</summary>
    public WizardHandle Held { get; private set; }

    /// <summary>Takes the event of the pass, if it belongs here.</summary>
    public void Run(Gui gui, in ShapeRect place)
    {
        gui.Place(id, place);
        if (gui.TryPress(id, place))
        {
            gui.Focus = UiId.None;
            (_pressX, _pressY, _lastX, _lastY, _isMoving) = (gui.PointerX, gui.PointerY, gui.PointerX, gui.PointerY, false);
            Held = pane.HandleAt(_pressX, _pressY);
            (_fromX, _fromY) = pane.PlaceOf(Held) ?? (_pressX, _pressY);
            _speed = (gui.Event.Modifiers & KeyModifiers.Shift) != 0 ? Slow : 1;
        }
        else if (gui.IsDragging(id))
        {
            Drag(gui);
        }
        else if (gui.Active == id && gui.Event is { Kind: InputKind.MouseUp, Button: MouseButton.Left })
        {
            gui.Take();
            LetGo();
        }
        else if (gui.Active != id)
        {
            Held = WizardHandle.None;
        }
    }

    private void Drag(Gui gui)
    {
        // A hand is never quite still: a few pixels are a click.
        _isMoving |= Math.Abs(gui.PointerX - _pressX) + Math.Abs(gui.PointerY - _pressY) > gui.Px(4);
        if (!_isMoving)
        {
            return;
        }

        if (Held.IsNone)
        {
            pane.Pan(gui.PointerX - _lastX, gui.PointerY - _lastY);
        }
        else
        {
            pane.Move(Held, _fromX + ((gui.PointerX - _pressX) * _speed), _fromY + ((gui.PointerY - _pressY) * _speed));
        }

        (_lastX, _lastY) = (gui.PointerX, gui.PointerY);
    }

    private void LetGo()
    {
        if (_isMoving && !Held.IsNone)
        {
            pane.EndMove();
        }
        else if (!_isMoving && Held.IsNone)
        {
            pane.Click(_pressX, _pressY);
        }
        else if (!_isMoving)
        {
            pane.Select(Held);
        }

        Held = WizardHandle.None;
    }
}
