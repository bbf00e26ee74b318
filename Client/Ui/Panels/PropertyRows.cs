using System;
using System.Collections.Generic;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Rows of a panel, each one property: name, control, sign of its state, and why it was refused where it was.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class PropertyRows
{
    private readonly UiParts _parts;
    private ShapeRect _rest;

    /// <summary>Creates rows for a panel.</summary>
    public PropertyRows(UiParts parts)
    {
        _parts = parts;
    }

    /// <summary>The height of one row in points.</summary>
    public const float RowHeight = 28;

    /// <summary>Where the next row would stand.</summary>
    public float Y => _rest.Y;

    /// <summary>The left edge.</summary>
    public float Left => _rest.X;

    /// <summary>The width.</summary>
    public float Width => _rest.Width;

    /// <summary>The right edge.</summary>
    public float Right => _rest.Right;

    /// <summary>Begins at the top of a place.</summary>
    public void Begin(in ShapeRect place, long now) => (_rest, Now) = (place, now);

    /// <summary>Timestamp of the pass that the rows are drawn in.</summary>
    public long Now { get; private set; }

    /// <summary>A heading with a line above.</summary>
    public void Heading(Gui gui, ReadOnlySpan<char> text)
    {
        _rest.CutTop(gui.Px(6), out _rest);
        gui.Label(_rest.CutTop(gui.Px(24), out _rest), text, gui.Theme.Dim, UiAlign.Left, new TextStyle(gui.Px(11), true));
    }

    /// <summary>A row without a property.</summary>
    public ShapeRect Plain(Gui gui, float height = RowHeight) => _rest.CutTop(gui.Px(height), out _rest);

    /// <summary>Text over the whole width, as many lines as it takes.</summary>
    public ShapeRect Text(Gui gui, ReadOnlySpan<char> text, ShapeColor color)
    {
        ShapeRect place = _rest.CutTop(gui.ParagraphHeight(text, _rest.Width, gui.Small) + gui.Px(4), out _rest);
        gui.Paragraph(place, text, color, gui.Small);
        return place;
    }

    /// <summary>A row with a name on the left; what is returned is the rest of it.</summary>
    public ShapeRect Named(Gui gui, string name)
    {
        ShapeRect row = Plain(gui);
        gui.Label(row.CutLeft(gui.Px(74), out row), name, gui.Theme.Text);
        return row;
    }

    /// <summary>A number between two ends.</summary>
    public void Number(Gui gui, PropertyKey key, int index, string name, double otherwise, double low, double high, double step, string format)
    {
        StateValue? shown = _parts.Intents.Shown(key);
        double value = shown is not null && shown.TryGetDouble(out double known) && double.IsFinite(known) ? known : otherwise;
        ShapeRect row = Row(gui, key, name);
        ShapeRect field = row.CutRight(gui.Px(48), out row);
        bool changed = gui.Slider(new UiId(key.Key, index), row, ref value, low, high, step);
        changed |= gui.NumberField(new UiId(key.Key, index, "text"), field.Inset(0, gui.Px(3)), ref value, format, UiAlign.Right, null, isQuiet: true);
        if (changed)
        {
            _parts.Intents.Set(key, new NumberValue(Math.Clamp(value, low, high)));
        }

        Reason(gui, key);
    }

    /// <summary>One of several words.</summary>
    public void Word(Gui gui, PropertyKey key, int index, string name, IReadOnlyList<string> words, string otherwise, Action<Gui, ShapeRect, string>? preview = null)
    {
        string word = _parts.Intents.Shown(key)?.AsText() ?? otherwise;
        int chosen = IndexOf(words, word);
        ShapeRect row = Row(gui, key, name);
        if (gui.Choice(new UiId(key.Key, index), row.Inset(0, gui.Px(2)), words, ref chosen, word, null, preview))
        {
            _parts.Intents.Set(key, new TextValue(words[chosen]));
        }

        Reason(gui, key);
    }

    /// <summary>A lower and an upper end.</summary>
    public void Range(Gui gui, PropertyKey key, int index, string name, (double Low, double High) otherwise, ContrastSpan span)
    {
        (double from, double to) = ReadPair(_parts.Intents.Shown(key)) ?? otherwise;
        (double low, double high) = span.Around(from, to);
        double gap = (high - low) / 1000;
        ShapeRect row = Row(gui, key, name);
        bool changed = gui.RangeSlider(new UiId(key.Key, index), row, ref from, ref to, low, high, gap);
        if (changed && span.IsWhole)
        {
            from = Math.Round(from);
            to = Math.Max(from + 1, Math.Round(to));
        }

        ShapeRect fields = Plain(gui, 24);
        Mark(gui, key, fields.CutRight(gui.Px(14), out fields));
        fields.CutLeft(gui.Px(74), out fields);
        ShapeRect first = fields.CutLeft(MathF.Floor((fields.Width - gui.Px(6)) / 2), out fields);
        ShapeRect second = fields.CutRight(first.Width, out _);
        changed |= gui.NumberField(new UiId(key.Key, index, "low"), first.Inset(0, gui.Px(1)), ref from, span.Format, UiAlign.Left);
        changed |= gui.NumberField(new UiId(key.Key, index, "high"), second.Inset(0, gui.Px(1)), ref to, span.Format, UiAlign.Right);
        if (changed)
        {
            // Two equal ends stop some servers' renderers.
            (from, to) = from < to ? (from, to) : to < from ? (to, from) : (from, from + gap);
            _parts.Intents.Set(key, new double[] { from, to });
        }

        Reason(gui, key);
    }

    /// <summary>Why a property was refused, below its row.</summary>
    public void Reason(Gui gui, PropertyKey key)
    {
        if (_parts.Intents.News.RefusalOf(key) is { } why)
        {
            float height = gui.Paragraph(_rest with { X = _rest.X + gui.Px(74), Width = _rest.Width - gui.Px(74) }, why, gui.Theme.Bad, gui.Small);
            _rest.CutTop(height + gui.Px(4), out _rest);
        }
    }

    /// <summary>Two numbers of a list; null when it holds none.</summary>
    public static (double Low, double High)? ReadPair(StateValue? value)
    {
        if (value is ListValue { Items.Length: >= 2 } list && list.Items[0].TryGetDouble(out double low) && list.Items[1].TryGetDouble(out double high))
        {
            return double.IsFinite(low + high) ? (low, high) : null;
        }

        return value is TensorValue { Values.Length: >= 2 } tensor ? (tensor.Values[0], tensor.Values[1]) : null;
    }

    private static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], word, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private ShapeRect Row(Gui gui, PropertyKey key, string name)
    {
        ShapeRect row = Plain(gui);
        gui.Label(row.CutLeft(gui.Px(74), out row), name, gui.Theme.Text);
        Mark(gui, key, row.CutRight(gui.Px(14), out row));
        return row;
    }

    private void Mark(Gui gui, PropertyKey key, in ShapeRect place) => PropertyMark.Draw(gui, _parts, key, place, Now);
}
