using System;
using System.Collections.Immutable;
using Fathom.Protocol.Commands;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Opens a dataset of the server: its directories, a path to type, back and up, and every error in the server's words.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class FileDialog
{
    private static readonly UiId s_id = new("files");
    private static readonly UiId s_list = new("files.list");
    private static readonly UiId s_path = new("files.path");

    private readonly FilesModel _files;
    private string? _loaded;
    private string? _typed;
    private int _selected = -1;
    private int _clicked = -1;
    private double _clickedAt;
    private long _version;

    /// <summary>Creates the dialog over a walk.</summary>
    public FileDialog(FilesModel files)
    {
        _files = files;
    }

    /// <summary>Whether the dialog is open.</summary>
    public static bool IsOpen(Gui gui) => gui.Popup == s_id;

    /// <summary>Opens or closes the dialog.</summary>
    public void Toggle(Gui gui)
    {
        if (gui.Popup == s_id)
        {
            gui.ClosePopup();
            return;
        }

        gui.OpenPopup(s_id);
        _loaded = _files.Loaded;
        if (_files.CanList)
        {
            _files.List(_files.IsChoice ? null : _files.Path);
        }
    }

    /// <summary>Draws it where it is open.</summary>
    public void Run(Gui gui)
    {
        if (gui.Popup != s_id)
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
            (_version, _selected) = (_files.Version, -1);
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
        DatasetCard.Run(gui, _files, _selected >= 0 && _selected < _files.Entries.Length ? _files.Entries[_selected] : null, ref rest);
        List(gui, rest.Inset(0, gui.Px(6)));
        Keys(gui);
        gui.EndPopup();
    }

    private static void Head(Gui gui, ShapeRect row)
    {
        if (gui.IconButton(new UiId("files.close"), row.CutRight(gui.Px(28), out row).Inset(0, gui.Px(3)), "✕", "Close (Esc)"))
        {
            gui.ClosePopup();
        }

        gui.Label(row, "Open a dataset of the server", gui.Theme.Text, UiAlign.Left, new TextStyle(gui.Px(15), true));
    }

    private void Address(Gui gui, ShapeRect row)
    {
        if (gui.Button(new UiId("files.back"), row.CutLeft(gui.Px(32), out row).Inset(0, gui.Px(2)), "←", "Back", false, _files.CanGoBack))
        {
            _files.Back();
        }

        row.CutLeft(gui.Px(6), out row);
        if (gui.Button(new UiId("files.up"), row.CutLeft(gui.Px(32), out row).Inset(0, gui.Px(2)), "↑", "The directory above", false, _files.Path is not null && _files.CanList))
        {
            _files.Up();
        }

        row.CutLeft(gui.Px(6), out row);
        if (gui.Field(s_path, row.Inset(0, gui.Px(2)), _typed ?? _files.Path ?? string.Empty, UiAlign.Left, "A directory or a dataset of the server"))
        {
            string path = gui.Edit.Text.Trim().ToString();
            if (path.Length > 0 && path != _files.Path)
            {
                _typed = path;
                GoOrLoad(path);
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

        gui.Focus = s_path;
        gui.Edit.Begin(s_path, _typed);
        gui.Edit.MoveTo(_typed.Length, selects: false);
        gui.Edit.Refuse(s_path);
    }

    private void GoOrLoad(string path)
    {
        if (_files.CanList && !path.EndsWith(".zarr", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            _files.Go(path);
        }
        else
        {
            _files.Load(path);
        }
    }

    private void List(Gui gui, ShapeRect place)
    {
        gui.Canvas.FillRound(place, gui.Px(4), gui.Theme.Panel);
        gui.Canvas.StrokeRound(place, gui.Px(4), 1, gui.Theme.Control);
        ShapeRect inner = place.Inset(gui.Px(4));
        ImmutableArray<DatasetEntry> entries = _files.Entries;
        if (entries.IsEmpty)
        {
            string text = !_files.CanList ? "This server does not list its files; a path can be typed above." : _files.Busy is null ? "Nothing that could be shown." : string.Empty;
            gui.Label(inner, text, gui.Theme.Dim, UiAlign.Center);
            return;
        }

        float row = gui.Px(25);
        ref float scroll = ref gui.ScrollOf(s_list);
        scroll = Math.Clamp(scroll - ((float)gui.TakeScroll(place) * row * 2), 0, Math.Max(0, (entries.Length * row) - inner.Height));
        gui.PushClip(inner);
        for (int i = 0; i < entries.Length; i++)
        {
            var line = new ShapeRect(inner.X, inner.Y + (i * row) - MathF.Round(scroll), inner.Width, row);
            if (line.Bottom > inner.Y && line.Y < inner.Bottom)
            {
                Entry(gui, line, entries[i], i);
            }
        }

        gui.PopClip();
    }

    private void Entry(Gui gui, ShapeRect line, DatasetEntry entry, int index)
    {
        const double DoubleClick = 0.4;
        var id = new UiId("files.entry", index);
        gui.Place(id, line);
        bool isSelected = index == _selected;
        if (isSelected || gui.IsHot(id, line))
        {
            gui.Canvas.FillRound(line, gui.Px(4), isSelected ? gui.Theme.Accent : gui.Theme.Hover);
        }

        ShapeColor text = isSelected ? gui.Theme.OnAccent : gui.Theme.Text;
        bool isDataset = entry.IsDataset || _files.IsChoice;
        gui.Label(line.CutLeft(gui.Px(30), out line), isDataset ? "▦" : entry.IsDirectory ? "▸" : "·", isSelected ? text : isDataset ? gui.Theme.Accent : gui.Theme.Dim, UiAlign.Center);
        ShapeRect kind = line.CutRight(gui.Px(90), out line);
        gui.Label(kind.Inset(gui.Px(6), 0), isDataset ? "dataset" : entry.IsDirectory ? string.Empty : Size(gui, entry.Size), isSelected ? text : gui.Theme.Dim, UiAlign.Right);
        gui.Label(line, entry.Name, text);
        gui.TryPress(id, line with { X = line.X - gui.Px(30), Width = line.Width + gui.Px(120) });
        if (!gui.TryClick(id, line))
        {
            return;
        }

        bool isDouble = _clicked == index && gui.Now - _clickedAt < DoubleClick;
        (_selected, _clicked, _clickedAt, _typed) = (index, index, gui.Now, null);
        if (isDouble)
        {
            _files.Enter(entry);
        }
    }

    private string Message => _files.Busy ?? _files.Error ?? (_files.HasMore ? "The server left some entries out." : string.Empty);

    private void Foot(Gui gui, ShapeRect row)
    {
        row = row.Inset(0, gui.Px(3));
        ShapeRect right = row.CutRight(gui.Px(90), out row);
        bool isChosen = _selected >= 0 && _selected < _files.Entries.Length && _files.Busy is null;
        if (gui.Button(new UiId("files.open"), right with { Height = gui.Px(28) }, "Open", null, isOn: isChosen, isEnabled: isChosen))
        {
            _files.Enter(_files.Entries[_selected]);
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
                _selected = Math.Clamp(_selected + (gui.Event.Key == Key.Down ? 1 : -1), 0, _files.Entries.Length - 1);
                gui.Take();
                break;
            case Key.Enter when _selected >= 0 && _selected < _files.Entries.Length && gui.Focus.IsNone:
                _files.Enter(_files.Entries[_selected]);
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

    private static ReadOnlySpan<char> Size(Gui gui, long bytes) => bytes switch
    {
        < 1 << 10 => gui.Scratch.Format($"{bytes} B"),
        < 1 << 20 => gui.Scratch.Format($"{bytes / 1024.0:0} KiB"),
        < 1 << 30 => gui.Scratch.Format($"{bytes / 1048576.0:0.0} MiB"),
        _ => gui.Scratch.Format($"{bytes / 1073741824.0:0.0} GiB"),
    };
}
