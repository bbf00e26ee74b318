using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Opens a file: directories, a path to type, back and up, and every error in the words of whoever found it.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class FileDialog
{
    private readonly IFileWalk _files;
    private readonly FileDialogWords _words;
    private readonly FileList _list;
    private readonly UiId _id;
    private readonly UiId _path;
    private readonly UiId _close;
    private readonly UiId _back;
    private readonly UiId _up;
    private readonly UiId _open;
    private string? _loaded;
    private string? _typed;
    private long _version;

    /// <summary>Creates the dialog over a walk.</summary>
    public FileDialog(IFileWalk files, FileDialogWords words)
    {
        _files = files;
        _words = words;
        _list = new FileList(files, words);
        _id = new UiId(words.Name);
        _path = new UiId(words.Name + ".path");
        _close = new UiId(words.Name + ".close");
        _back = new UiId(words.Name + ".back");
        _up = new UiId(words.Name + ".up");
        _open = new UiId(words.Name + ".open");
    }

    /// <summary>Whether the dialog is open.</summary>
    public bool IsOpen(Gui gui) => gui.Popup == _id;

    /// <summary>Opens or closes the dialog.</summary>
    public void Toggle(Gui gui)
    {
        if (gui.Popup == _id)
        {
            gui.ClosePopup();
            return;
        }

        gui.OpenPopup(_id);
        if (_files.CanList)
        {
            _files.List(_files.IsChoice ? null : _files.Path);
        }

        _loaded = _files.Loaded;
    }

    /// <summary>Draws it where it is open.</summary>
    public void Run(Gui gui)
    {
        if (gui.Popup != _id)
        {
            return;
        }

        if (_files.Loaded is { } loaded && loaded != _loaded && _files.Busy is null)
        {
            gui.ClosePopup();
            return;
        }

        if (_version != _files.Version)
        {
            _version = _files.Version;
            _list.Restart(gui);
            AfterAnswer(gui);
        }

        float width = Math.Min(gui.Window.Width - gui.Px(16), gui.Px(620));
        float height = Math.Min(gui.Window.Height - gui.Px(16), gui.Px(460));
        var card = new ShapeRect(MathF.Round((gui.Window.Width - width) / 2), MathF.Round((gui.Window.Height - height) / 2), width, height);
        gui.BeginPopup(card);
        gui.Canvas.Fill(gui.Window, gui.Theme.Shade);
        gui.Card(card);
        ShapeRect rest = card.Inset(gui.Px(18), gui.Px(12));
        Head(gui, rest.CutTop(gui.Px(34), out rest));
        Address(gui, rest.CutTop(gui.Px(30), out rest));
        float foot = gui.ParagraphHeight(Message, rest.Width - gui.Px(100), gui.Body) + gui.Px(12);
        Foot(gui, rest.CutBottom(Math.Clamp(foot, gui.Px(34), rest.Height / 3), out rest));
        DatasetCard.Run(gui, _files, _list.Chosen, ref rest);
        if (_list.Run(gui, rest.Inset(0, gui.Px(6))))
        {
            _typed = null;
        }

        Keys(gui);
        gui.EndPopup();
    }

    private string Message => _files.Busy ?? _files.Error ?? _files.Remark;

    private void Head(Gui gui, ShapeRect row)
    {
        if (gui.IconButton(_close, row.CutRight(gui.Px(28), out row).Inset(0, gui.Px(3)), "✕", "Close (Esc)"))
        {
            gui.ClosePopup();
        }

        gui.Label(row, _words.Title, gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(15), true));
    }

    private void Address(Gui gui, ShapeRect row)
    {
        if (gui.Button(_back, row.CutLeft(gui.Px(32), out row).Inset(0, gui.Px(2)), "←", "Back", false, _files.CanGoBack))
        {
            _files.Back();
        }

        row.CutLeft(gui.Px(6), out row);
        if (gui.Button(_up, row.CutLeft(gui.Px(32), out row).Inset(0, gui.Px(2)), "↑", "The directory above", false, _files.Path is not null && _files.CanList))
        {
            _files.Up();
        }

        row.CutLeft(gui.Px(6), out row);
        if (gui.Field(_path, row.Inset(0, gui.Px(2)), _typed ?? _files.Path ?? string.Empty, UiAlign.Left, _words.Path))
        {
            string path = gui.Edit.Text.Trim().ToString();
            if (path.Length > 0 && path != _files.Path)
            {
                _typed = path;
                _files.GoOrLoad(path);
            }
        }
    }

    /// <summary>A path that was typed and failed stays in its field, with the keyboard, to be mended.</summary>
    private void AfterAnswer(Gui gui)
    {
        if (_files.Busy is not null || _typed is null)
        {
            return;
        }

        if (_files.Error is null || _files.IsChoice)
        {
            _typed = null;
            return;
        }

        gui.Focus = _path;
        gui.Edit.Begin(_path, _typed);
        gui.Edit.MoveTo(_typed.Length, selects: false);
        gui.Edit.Refuse(_path);
    }

    private void Foot(Gui gui, ShapeRect row)
    {
        row = row.Inset(0, gui.Px(3));
        ShapeRect right = row.CutRight(gui.Px(90), out row);
        bool isChosen = _list.Chosen is not null && _files.Busy is null;
        if (gui.Button(_open, right with { Height = gui.Px(28) }, "Open", null, isOn: isChosen, isEnabled: isChosen))
        {
            _files.Enter(_list.Chosen!);
        }

        row.CutRight(gui.Px(10), out row);
        gui.Paragraph(row, Message, _files.Busy is null && _files.Error is not null ? gui.Theme.Bad : gui.Theme.Dim, gui.Body);
    }

    private void Keys(Gui gui)
    {
        const KeyModifiers Chords = KeyModifiers.Control | KeyModifiers.Alt | KeyModifiers.Super;
        if (!gui.HasEvent(InputKind.KeyDown))
        {
            return;
        }

        switch (gui.Event.Key)
        {
            case Key.Down or Key.Up when !_files.Entries.IsEmpty:
                _list.Step(gui, gui.Event.Key == Key.Down ? 1 : -1);
                gui.Take();
                break;
            case Key.Enter when _list.Chosen is { } chosen && gui.Focus.IsNone:
                _files.Enter(chosen);
                gui.Take();
                break;
            case Key.Backspace:
                _files.Up();
                gui.Take();
                break;
            case not (Key.Escape or Key.Tab or Key.F1) when (gui.Event.Modifiers & Chords) == 0:
                // The letters of a path that is typed beside the field are no shortcuts.
                gui.Take();
                break;
        }
    }
}
