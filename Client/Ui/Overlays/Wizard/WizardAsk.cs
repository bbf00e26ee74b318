using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is asked before something is lost or replaced, and where to.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WizardAsk
{
    private static readonly UiId s_id = new("wizard.ask");
    private static readonly UiId s_path = new("wizard.path");

    private string _title = string.Empty;
    private string _text = string.Empty;
    private string? _path;
    private (string Name, Action Do)[] _answers = [];
    private Action<string>? _entered;

    /// <summary>Whether something is asked.</summary>
    public static bool IsOpen(Gui gui) => gui.Popup == s_id;

    /// <summary>Asks; the first answer is the one of Enter, and Escape only closes the question.</summary>
    public void Ask(Gui gui, string title, string text, params (string Name, Action Do)[] answers)
    {
        (_title, _text, _answers, _path, _entered) = (title, text, answers, null, null);
        gui.OpenPopup(s_id);
        gui.Focus = new UiId("wizard.answer", 0);
    }

    /// <summary>Asks for a path.</summary>
    public void AskPath(Gui gui, string title, string text, string path, string answer, Action<string> entered)
    {
        (_title, _text, _path, _entered, _answers) = (title, text, path, entered, []);
        _answers = [(answer, () => entered(_path ?? path))];
        gui.OpenPopup(s_id);
        gui.Focus = s_path;
    }

    /// <summary>Draws the question where there is one.</summary>
    public void Run(Gui gui)
    {
        if (gui.Popup != s_id)
        {
            return;
        }

        float width = Math.Min(gui.Window.Width - gui.Px(24), gui.Px(460)), inner = width - gui.Px(36);
        float height = gui.Px(96) + gui.ParagraphHeight(_text, inner, gui.Body) + (_path is null ? 0 : gui.Px(38));
        var card = new ShapeRect(MathF.Round((gui.Window.Width - width) / 2), MathF.Round((gui.Window.Height - height) / 3), width, height);
        gui.BeginPopup(card);
        gui.Canvas.Fill(gui.Window, gui.Theme.Shade);
        gui.Card(card);
        ShapeRect rest = card.Inset(gui.Px(18), gui.Px(12));
        gui.Label(rest.CutTop(gui.Px(28), out rest), _title, gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(14), true));
        rest.CutTop(gui.Paragraph(rest, _text, gui.Theme.Text, gui.Body) + gui.Px(8), out rest);
        Action? chosen = Path(gui, ref rest);
        ShapeRect row = rest.CutBottom(gui.Px(30), out _);
        for (int i = 0; i < _answers.Length; i++)
        {
            float wide = gui.Canvas.Measure(_answers[i].Name, gui.Body) + gui.Px(28);
            if (gui.Button(new UiId("wizard.answer", i), row.CutRight(wide, out row), _answers[i].Name, null, isOn: i == 0))
            {
                chosen = _answers[i].Do;
            }

            row.CutRight(gui.Px(8), out row);
        }

        gui.EndPopup();
        if (chosen is not null)
        {
            gui.ClosePopup();
            gui.Focus = UiId.None;
            chosen();
        }
    }

    private Action? Path(Gui gui, ref ShapeRect rest)
    {
        if (_path is null || !gui.Field(s_path, rest.CutTop(gui.Px(30), out rest).Inset(0, gui.Px(2)), _path))
        {
            return null;
        }

        _path = gui.Edit.Text.Trim().ToString();
        string typed = _path;
        return typed.Length > 0 && gui.Event is { Kind: InputKind.KeyDown, Key: Key.Enter or Key.KeypadEnter } ? () => _entered?.Invoke(typed) : null;
    }
}
