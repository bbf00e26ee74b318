using System;
using System.Collections.Generic;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The one list that may hang open below a control, drawn above everything else at the end of a pass.</summary>
/// <remarks>Threads: main thread. The choice is kept until its owner asks for it, in the next pass.</remarks>
internal sealed class UiList
{
    private IReadOnlyList<string> _items = [];
    private Action<Gui, ShapeRect, string>? _preview;
    private ShapeRect _anchor;
    private UiId _owner;
    private UiId _chooser;
    private int _chosen = -1;
    private int _selected;
    private float _scroll;

    /// <summary>Opens the list below a control, or keeps it open.</summary>
    public void Show(UiId owner, in ShapeRect anchor, IReadOnlyList<string> items, int selected, Action<Gui, ShapeRect, string>? preview)
    {
        if (_owner != owner)
        {
            _scroll = float.NaN;
        }

        (_owner, _anchor, _items, _selected, _preview) = (owner, anchor, items, selected, preview);
    }

    /// <summary>Closes it without a choice.</summary>
    public void Close() => _owner = UiId.None;

    /// <summary>The item that was chosen, once.</summary>
    public bool TryTake(UiId owner, out int index)
    {
        index = _chosen;
        if (_chooser != owner || _chosen < 0)
        {
            return false;
        }

        _chosen = -1;
        _chooser = UiId.None;
        return true;
    }

    /// <summary>Draws the list, if one is open, and takes what happens on it.</summary>
    public void Run(Gui gui)
    {
        if (_owner.IsNone || gui.Popup != _owner)
        {
            return;
        }

        float row = gui.Px(22);
        float pad = gui.Px(4);
        float below = gui.Window.Bottom - _anchor.Bottom - pad;
        float above = _anchor.Y - pad;
        float wanted = (_items.Count * row) + (2 * pad);
        bool hangs = below >= Math.Min(wanted, gui.Px(160)) || below >= above;
        float height = Math.Min(wanted, hangs ? below : above);
        var rect = new ShapeRect(_anchor.X, hangs ? _anchor.Bottom + 2 : _anchor.Y - height - 2, _anchor.Width, height);
        gui.BeginPopup(rect);
        gui.Card(rect);
        ShapeRect inner = rect.Inset(pad);
        float most = Math.Max(0, (_items.Count * row) - inner.Height);
        _scroll = float.IsNaN(_scroll) ? (_selected * row) - (inner.Height / 2) : _scroll;
        _scroll = Math.Clamp(_scroll - ((float)gui.TakeScroll(rect) * row * 2), 0, most);
        gui.PushClip(inner);
        for (int i = 0; i < _items.Count; i++)
        {
            var place = new ShapeRect(inner.X, inner.Y + (i * row) - _scroll, inner.Width, row);
            if (place.Bottom > inner.Y && place.Y < inner.Bottom)
            {
                Item(gui, i, place);
            }
        }

        gui.PopClip();
        Keys(gui);
        gui.EndPopup();
    }

    private void Item(Gui gui, int index, ShapeRect place)
    {
        var id = new UiId("list.item", index);
        gui.Place(id, place);
        bool isOver = gui.IsOver(place);
        if (isOver || index == _selected)
        {
            gui.Canvas.FillRound(place, gui.Px(4), index == _selected ? gui.Theme.Accent : gui.Theme.Hover);
        }

        ShapeRect text = place.Inset(gui.Px(6), 0);
        if (_preview is not null)
        {
            ShapeRect swatch = text.CutRight(gui.Px(64), out text);
            _preview(gui, swatch.Inset(0, gui.Px(5)), _items[index]);
        }

        gui.Label(text, _items[index], index == _selected ? gui.Theme.OnAccent : gui.Theme.Text);
        if (gui.TryPress(id, place))
        {
            Choose(gui, index);
        }
    }

    private void Keys(Gui gui)
    {
        if (!gui.HasEvent(InputKind.KeyDown))
        {
            return;
        }

        switch (gui.Event.Key)
        {
            case Key.Down or Key.Up:
                _selected = Math.Clamp(_selected + (gui.Event.Key == Key.Down ? 1 : -1), 0, Math.Max(0, _items.Count - 1));
                _scroll = float.NaN;
                Offer(_selected);
                gui.Take();
                break;
            case Key.Enter:
                Choose(gui, _selected);
                gui.Take();
                break;
        }
    }

    private void Choose(Gui gui, int index)
    {
        Offer(index);
        gui.ClosePopup();
    }

    private void Offer(int index) => (_chooser, _chosen) = (_owner, index);
}
