using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The keys and movements on one sheet; napari's where napari has one.</summary>
internal sealed class HelpSheet
{
    private static readonly UiId s_id = new("help");

    private static readonly (string Keys, string What)[] s_lines =
    [
        ("← →   ↑ ↓", "one plane back or forth on the chosen axis"),
        ("Page Up, Page Down", "ten planes"),
        ("Alt+↑, Alt+↓", "choose another axis"),
        ("Space", "stop what plays, or play the chosen axis"),
        ("Wheel", "planes in 2D, zoom in 3D"),
        ("Ctrl+Wheel,  + −", "zoom at the pointer, at the centre"),
        ("Drag", "move the plane, turn the volume"),
        ("Shift+Drag, right drag", "move the volume"),
        ("Ctrl+Y", "plane or volume"),
        ("Home, Ctrl+R", "show all of it again"),
        ("Ctrl+T, Ctrl+E", "transpose the picture's axes, roll all axes"),
        ("C, Ctrl+C, Ctrl+Shift+C", "copy place and value, the statistics"),
        ("Ctrl+O", "open another dataset of the server"),
        ("Alt+O, drop a file", "lay a video or tracks of this machine over it"),
        ("↑ ↓, Shift+↑ ↓", "on an overlay's row: choose, move in the order"),
        ("Delete, Ctrl+Z", "on an overlay's row: take it away; bring it back"),
        ("F5", "load the dataset again"),
        ("V", "show or hide the chosen layer"),
        ("H", "show or hide the panels"),
        ("T", "dark or light"),
        ("B", "scale bar and axes"),
        ("K", "calibrate the topmost video"),
        ("Alt+P", "where the time to a picture goes"),
        ("Ctrl+S", "save the session: server, data, view, layers"),
        ("Alt+S", "save the picture as PNG"),
        ("Alt+D", "keep the last seconds of the stream, for a report"),
        ("P, .", "in a replay: hold it, one picture on"),
        ("Tab, Shift+Tab", "go through the controls"),
        ("F1, ?", "this sheet"),
        ("Esc", "close what is open; twice: leave (so does Q)"),
    ];

    /// <summary>Opens or closes the sheet.</summary>
    public static void Toggle(Gui gui)
    {
        if (gui.Popup == s_id)
        {
            gui.ClosePopup();
        }
        else
        {
            gui.OpenPopup(s_id);
        }
    }

    /// <summary>Draws it where it is open.</summary>
    public static void Run(Gui gui)
    {
        if (gui.Popup != s_id)
        {
            return;
        }

        float line = gui.Px(23);
        float width = Math.Min(gui.Window.Width - gui.Px(16), gui.Px(520));
        float height = Math.Min(gui.Window.Height - gui.Px(16), (s_lines.Length * line) + gui.Px(64));
        var card = new ShapeRect(MathF.Round((gui.Window.Width - width) / 2), MathF.Round((gui.Window.Height - height) / 2), width, height);
        gui.BeginPopup(card);
        gui.Canvas.Fill(gui.Window, gui.Theme.Shade);
        gui.Card(card);
        ShapeRect rest = card.Inset(gui.Px(20), gui.Px(12));
        ShapeRect head = rest.CutTop(gui.Px(32), out rest);
        if (gui.IconButton(new UiId("help.close"), head.CutRight(gui.Px(28), out head).Inset(0, gui.Px(2)), "✕", "Close (Esc)"))
        {
            gui.ClosePopup();
        }

        gui.Label(head, "Keys and movements", gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(15), true));
        ref float scroll = ref gui.ScrollOf(s_id);
        scroll = Math.Clamp(scroll - ((float)gui.TakeScroll(card) * line * 2), 0, Math.Max(0, (s_lines.Length * line) - rest.Height));
        gui.PushClip(rest);
        for (int i = 0; i < s_lines.Length; i++)
        {
            (string keys, string what) = s_lines[i];
            var row = new ShapeRect(rest.X, rest.Y + (i * line) - MathF.Round(scroll), rest.Width, line);
            if (row.Bottom <= rest.Y || row.Y >= rest.Bottom)
            {
                continue;
            }

            gui.Label(row.CutLeft(MathF.Round(width * 0.36f), out row), keys, gui.Theme.Accent);
            gui.Label(row, what, gui.Theme.Text);
        }

        gui.PopClip();
        gui.EndPopup();
    }
}
