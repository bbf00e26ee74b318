using System;
using System.Collections.Immutable;
using Fathom.Protocol.Commands;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is in a directory: chosen with pointer or keys, opened by a double click.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class FileList
{
    private const float RowHeight = 25;

    private readonly IFileWalk _files;
    private readonly FileDialogWords _words;
    private readonly UiId _list;
    private readonly UiId _entry;
    private int _clicked = -1;
    private double _clickedAt;
    private float _height;
    private string? _path;

    /// <summary>Creates a list over a walk.</summary>
    public FileList(IFileWalk files, FileDialogWords words)
    {
        _files = files;
        _words = words;
        _list = new UiId(words.Name + ".list");
        _entry = new UiId(words.Name + ".entry");
    }

    /// <summary>What is chosen; null for nothing.</summary>
    public DatasetEntry? Chosen => Selected >= 0 && Selected < _files.Entries.Length ? _files.Entries[Selected] : null;

    /// <summary>Which entry is chosen; −1 for none.</summary>
    public int Selected { get; private set; } = -1;

    /// <summary>The entries are others now; nothing is chosen any more.</summary>
    public void Restart(Gui gui)
    {
        (Selected, _clicked) = (-1, -1);
        gui.ScrollOf(_list) = _path == _files.Path ? gui.ScrollOf(_list) : 0;
        _path = _files.Path;
    }

    /// <summary>Chooses the next one or the one before, and brings it to where it is seen.</summary>
    public void Step(Gui gui, int by)
    {
        float row = gui.Px(RowHeight);
        Selected = Math.Clamp(Selected + by, 0, _files.Entries.Length - 1);
        ref float scroll = ref gui.ScrollOf(_list);
        scroll = Math.Clamp(scroll, ((Selected + 1) * row) - _height, Selected * row);
    }

    /// <summary>Runs it. True when an entry was clicked.</summary>
    public bool Run(Gui gui, ShapeRect place)
    {
        gui.Canvas.FillRound(place, gui.Px(4), gui.Theme.Panel);
        gui.Canvas.StrokeRound(place, gui.Px(4), 1, gui.Theme.Control);
        ShapeRect inner = place.Inset(gui.Px(4));
        _height = inner.Height;
        ImmutableArray<DatasetEntry> entries = _files.Entries;
        if (entries.IsEmpty)
        {
            string text = !_files.CanList ? "This server does not list its files; a path can be typed above." : _files.Busy is null ? _words.Empty : string.Empty;
            gui.Label(inner, text, gui.Theme.Dim, UiAlign.Center);
            return false;
        }

        float row = gui.Px(RowHeight);
        bool isClicked = false;
        ref float scroll = ref gui.ScrollOf(_list);
        scroll = Math.Clamp(scroll - ((float)gui.TakeScroll(place) * row * 2), 0, Math.Max(0, (entries.Length * row) - inner.Height));
        float top = inner.Y - MathF.Round(scroll);
        gui.PushClip(inner);
        for (int i = Math.Max(0, (int)(scroll / row) - 1); i < entries.Length && top + (i * row) < inner.Bottom; i++)
        {
            isClicked |= Entry(gui, new ShapeRect(inner.X, top + (i * row), inner.Width, row), entries[i], i);
        }

        gui.PopClip();
        return isClicked;
    }

    private bool Entry(Gui gui, ShapeRect line, DatasetEntry entry, int index)
    {
        const double DoubleClick = 0.4;
        UiId id = _entry with { Index = index };
        gui.Place(id, line);
        bool isSelected = index == Selected;
        if (isSelected || gui.IsHot(id, line))
        {
            gui.Canvas.FillRound(line, gui.Px(4), isSelected ? gui.Theme.Accent : gui.Theme.Hover);
        }

        ShapeColor text = isSelected ? gui.Theme.OnAccent : gui.Theme.Text;
        ShapeColor dim = isSelected ? text : gui.Theme.Dim;
        string? kind = _files.KindOf(entry);
        ShapeRect whole = line;
        gui.Label(line.CutLeft(gui.Px(30), out line), kind is not null ? "▦" : entry.IsDirectory ? "▸" : "·", isSelected ? text : kind is not null ? gui.Theme.Accent : gui.Theme.Dim, UiAlign.Center);
        gui.Label(line.CutRight(gui.Px(90), out line).Inset(gui.Px(6), 0), kind ?? (entry.IsDirectory ? string.Empty : Size(gui, entry.Size)), dim, UiAlign.Right);
        if (kind is not null && entry.Size > 0)
        {
            gui.Label(line.CutRight(gui.Px(76), out line), Size(gui, entry.Size), dim, UiAlign.Right);
        }

        gui.Label(line, entry.Name, text);
        gui.TryPress(id, whole);
        if (!gui.TryClick(id, line))
        {
            return false;
        }

        bool isDouble = _clicked == index && gui.Now - _clickedAt < DoubleClick;
        (Selected, _clicked, _clickedAt) = (index, index, gui.Now);
        if (isDouble)
        {
            _files.Enter(entry);
        }

        return true;
    }

    private static ReadOnlySpan<char> Size(Gui gui, long bytes) => bytes switch
    {
        < 1 << 10 => gui.Scratch.Format($"{bytes} B"),
        < 1 << 20 => gui.Scratch.Format($"{bytes / 1024.0:0} KiB"),
        < 1 << 30 => gui.Scratch.Format($"{bytes / 1048576.0:0.0} MiB"),
        _ => gui.Scratch.Format($"{bytes / 1073741824.0:0.0} GiB"),
    };
}
