using System;
using System.Globalization;
using Fathom.Client.Hosting;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is typed into.</summary>
internal static class GuiFields
{
    /// <summary>A text that becomes editable when it is clicked. True when a text was entered; it is then in <c>gui.Edit.Text</c>.</summary>
    public static bool Field(this Gui gui, UiId id, in ShapeRect rect, ReadOnlySpan<char> text, UiAlign align = UiAlign.Left, string? tip = null, bool isQuiet = false)
    {
        UiTheme theme = gui.Theme;
        gui.Place(id, rect);
        bool isEditing = gui.Edit.Owner == id;
        bool entered = isEditing && gui.Focus != id;
        if (entered && gui.Edit.IsRefused)
        {
            // It was said already why this text cannot be taken; leaving the field gives it up.
            gui.Edit.End();
            (isEditing, entered) = (false, false);
        }

        bool hot = gui.IsHot(id, rect);
        if (isEditing || hot || !isQuiet)
        {
            gui.Canvas.FillRound(rect, gui.Px(4), isEditing ? theme.Raised : hot ? theme.Hover : theme.Control);
        }

        ShapeRect inner = rect.Inset(gui.Px(5), 0);
        if (gui.CanFocus(id))
        {
            if (!isEditing && !entered)
            {
                gui.Edit.Begin(id, text);
                isEditing = true;
            }

            gui.FocusRing(rect.Inset(1), gui.Px(3), gui.Edit.IsRefused ? theme.Bad : theme.Accent);
        }

        if (isEditing)
        {
            DrawEdit(gui, inner);
            entered |= Edit(gui, id, inner);
        }
        else
        {
            gui.Label(inner, text, theme.Text, align);
            gui.Explain(id, rect, tip);
            if (gui.TryPress(id, rect))
            {
                gui.Focus = id;
                gui.Edit.Begin(id, text);
            }
        }

        if (entered)
        {
            gui.Edit.End();
            gui.Focus = gui.Focus == id ? UiId.None : gui.Focus;
        }

        return entered;
    }

    /// <summary>
    /// A number that can be typed, also with its unit or another one of its kind. True when another one was entered. What is no number changes nothing:
    /// it is said why, and after enter the field keeps the text so that it can be mended.
    /// </summary>
    public static bool NumberField(
        this Gui gui, UiId id, in ShapeRect rect, ref double value, ReadOnlySpan<char> format, UiAlign align = UiAlign.Right, string? tip = null, bool isQuiet = false, string? unit = null)
    {
        Span<char> room = stackalloc char[40];
        value.TryFormat(room, out int count, format, CultureInfo.InvariantCulture);
        if (!gui.Field(id, rect, room[..count], align, tip, isQuiet))
        {
            return false;
        }

        if (!TryRead(gui.Edit.Text, unit, out double typed))
        {
            gui.Complaint = string.IsNullOrEmpty(unit)
                ? $"'{gui.Edit.Text}' is no number; {room[..count]} stays."
                : $"'{gui.Edit.Text}' is no number of {unit} or of a unit like it; {room[..count]} {unit} stays.";
            if (gui.Event is { Kind: InputKind.KeyDown, Key: Key.Enter or Key.KeypadEnter })
            {
                gui.Edit.Refuse(id);
                gui.Focus = id;
            }

            return false;
        }

        bool changed = typed != value;
        value = typed;
        return changed;
    }

    private static bool TryRead(ReadOnlySpan<char> text, string? unit, out double value)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return double.IsFinite(value);
        }

        int digits = text.LastIndexOfAnyInRange('0', '9') + 1;
        return !string.IsNullOrEmpty(unit) && digits > 0
            && double.TryParse(text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            && WorldUnits.TryConvert(number, text[digits..].Trim().ToString(), unit, out value);
    }

    /// <summary>Keys and pointer of a text that is being edited. True when it was entered.</summary>
    private static bool Edit(Gui gui, UiId id, in ShapeRect inner)
    {
        UiTextEdit edit = gui.Edit;
        if (gui.HasEvent(InputKind.Text))
        {
            edit.Type(gui.Event.Character);
            gui.Take();
        }
        else if (gui.HasEvent(InputKind.KeyDown))
        {
            switch (gui.Event.Key)
            {
                case Key.Enter or Key.KeypadEnter:
                    gui.Take();
                    return true;
                case Key.Escape:
                    gui.Take();
                    edit.End();
                    gui.Focus = UiId.None;
                    return false;
                case Key.Tab:
                    return false;
                default:
                    // Whatever else it is, it is no shortcut while somebody types.
                    edit.Press(gui.Event.Key, gui.Event.Modifiers, gui.Clipboard);
                    gui.Take();
                    break;
            }
        }
        else if (gui.TryPress(id, inner) || gui.IsDragging(id))
        {
            edit.MoveTo(CaretAt(gui, inner), selects: gui.Event.Kind == InputKind.MouseMove);
        }

        return false;
    }

    private static int CaretAt(Gui gui, in ShapeRect inner)
    {
        ReadOnlySpan<char> text = gui.Edit.Text;
        float x = inner.X;
        for (int i = 0; i < text.Length; i++)
        {
            float width = gui.Canvas.Measure(text.Slice(i, 1), gui.Body);
            if (gui.PointerX < x + (width / 2))
            {
                return i;
            }

            x += width;
        }

        return text.Length;
    }

    private static void DrawEdit(Gui gui, in ShapeRect inner)
    {
        UiTextEdit edit = gui.Edit;
        float caret = gui.Canvas.Measure(edit.Text[..edit.Caret], gui.Body);
        float anchor = gui.Canvas.Measure(edit.Text[..edit.Anchor], gui.Body);

        // A long text is moved so that the caret is seen.
        float shift = Math.Max(0, caret - inner.Width + gui.Px(2));
        float height = gui.Px(16);
        float top = MathF.Round(inner.CenterY - (height / 2));
        gui.PushClip(inner);
        if (edit.Anchor != edit.Caret)
        {
            gui.Canvas.Fill(
                new ShapeRect(inner.X + Math.Min(caret, anchor) - shift, top, Math.Abs(caret - anchor), height), gui.Theme.Accent.WithAlpha(0.45));
        }

        gui.Canvas.Text(edit.Text, inner.X - shift, gui.BaselineOf(inner, gui.Body), gui.Body, gui.Theme.Text);
        gui.Canvas.Fill(new ShapeRect(inner.X + caret - shift, top, gui.Px(1), height), gui.Theme.Text);
        gui.PopClip();
    }
}
