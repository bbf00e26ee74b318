using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The keys of the wizard: what no field took.</summary>
internal static class WizardKeys
{
    private const double Nudge = 0.1;

    /// <summary>Acts on a key, if the pass has one. What the user wants of the calibration as a whole is told.</summary>
    public static WizardWish Press(Gui gui, WizardSession session, WizardFramePane frame)
    {
        if (!gui.HasEvent(InputKind.KeyDown) || !gui.Popup.IsNone)
        {
            return WizardWish.None;
        }

        CalibrationWizard wizard = session.Wizard!;
        InputEvent input = gui.Event;
        bool shift = (input.Modifiers & KeyModifiers.Shift) != 0;
        switch (input.Modifiers & (KeyModifiers.Control | KeyModifiers.Alt | KeyModifiers.Super))
        {
            case KeyModifiers.Control:
                return WithControl(gui, session, wizard, input.Key, shift);
            case not KeyModifiers.None:
                return WizardWish.None;
        }

        switch (input.Key)
        {
            case Key.Escape when gui.Focus.IsNone:
            case Key.Q:
                gui.Take();
                return WizardWish.Leave;
            case Key.Enter or Key.KeypadEnter:
                gui.Take();
                return WizardWish.Save;
            case Key.Delete or Key.Backspace:
                wizard.Remove(session.Selected);
                session.Selected = WizardHandle.None;
                gui.Take();
                break;
            case Key.P:
                wizard.IsPreviewShown = !wizard.IsPreviewShown;
                gui.Take();
                break;
            case Key.H:
                // There is nothing to be seen without its panel.
                gui.Take();
                break;
            default:
                if (frame.IsPointed && frame.Press(input.Key))
                {
                    gui.Take();
                }

                break;
        }

        return WizardWish.None;
    }

    private static WizardWish WithControl(Gui gui, WizardSession session, CalibrationWizard wizard, Key key, bool shift)
    {
        (int dx, int dy) = key switch
        {
            Key.Left => (-1, 0),
            Key.Right => (1, 0),
            Key.Up => (0, -1),
            Key.Down => (0, 1),
            _ => (0, 0),
        };
        if (dx != 0 || dy != 0)
        {
            double step = shift ? 1 : Nudge;
            Move(session, wizard, dx * step, dy * step);
            gui.Take();
            return WizardWish.None;
        }

        switch (key)
        {
            case Key.Z when !shift:
                wizard.Undo();
                gui.Take();
                break;
            case Key.Z or Key.Y:
                wizard.Redo();
                gui.Take();
                break;
            case Key.S:
                gui.Take();
                return WizardWish.Save;
        }

        return WizardWish.None;
    }

    /// <summary>Moves the chosen point by pixels of the frame; in the scene by what a pixel is there.</summary>
    private static void Move(WizardSession session, CalibrationWizard wizard, double dx, double dy)
    {
        if (!session.IsSceneSide && wizard.Draft.PixelOf(session.Selected) is { } pixel)
        {
            wizard.Set(session.Selected, new PointPx(pixel.X + dx, pixel.Y + dy), isDrag: true);
        }
        else if (session.IsSceneSide && wizard.Draft.WorldOf(session.Selected) is { } world)
        {
            double side = wizard.Preview?.UnitsPerPx ?? (wizard.Scene.Bounds.Width / wizard.Frame.Width);
            wizard.Set(session.Selected, new PointWorld(world.X + (dx * side), world.Y + (dy * side)), isDrag: true);
        }
    }
}
