using System;
using System.Globalization;
using Fathom.Client.Overlays.Calibration;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Points and figures as they are typed and written.</summary>
internal static class WizardFields
{
    /// <summary>Two numbers in one field, with a comma between. True when others were entered.</summary>
    public static bool PointField(this Gui gui, UiId id, in ShapeRect rect, (double X, double Y)? value, string format, string example, out (double X, double Y) typed, bool isQuiet = false)
    {
        Span<char> room = stackalloc char[96];
        int count = 0;
        if (value is { } known)
        {
            room.TryWrite(CultureInfo.InvariantCulture, $"{known.X.ToString(format, CultureInfo.InvariantCulture)}, {known.Y.ToString(format, CultureInfo.InvariantCulture)}", out count);
        }

        typed = default;
        ReadOnlySpan<char> before = room[..count];
        bool isEntered = gui.Field(id, rect, before, UiAlign.Left, null, isQuiet);
        if (count == 0 && gui.Edit.Owner != id)
        {
            gui.Label(rect.Inset(gui.Px(5), 0), "x, y", gui.Theme.Dim, UiAlign.Left, gui.Small);
        }

        if (!isEntered || gui.Edit.Text.Trim().SequenceEqual(before))
        {
            return false;
        }

        // What is shown is rounded: only what was really typed counts.
        if (PointText.TryParse(gui.Edit.Text, out typed) && double.IsFinite(typed.X) && double.IsFinite(typed.Y))
        {
            return true;
        }

        gui.Complaint = $"'{gui.Edit.Text}' is no point: two numbers with a comma between, as in {example}.";
        if (gui.Event is { Kind: InputKind.KeyDown, Key: Key.Enter or Key.KeypadEnter })
        {
            gui.Edit.Refuse(id);
            gui.Focus = id;
        }

        return false;
    }

    /// <summary>A figure with three digits that count.</summary>
    public static string Figure(double value) => value.ToString(
        Math.Abs(value) switch
        {
            0 => "0",
            < 1e-4 or >= 1e6 => "0.##E+0",
            < 0.1 => "0.0000",
            < 1 => "0.000",
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "0",
        },
        CultureInfo.InvariantCulture);

    /// <summary>How places of a scene are written: fine enough to tell a thousandth of what is seen.</summary>
    public static string WorldFormat(double extent) => !(extent > 0) || !double.IsFinite(extent) ? "0.###" : Math.Clamp(Math.Ceiling(4.3 - Math.Log10(extent)), 0, 9) switch
    {
        0 => "0",
        1 => "0.#",
        2 => "0.##",
        3 => "0.###",
        4 => "0.####",
        _ => "0.#########",
    };
}
