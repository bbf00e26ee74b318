using System;
using System.Collections.Generic;
using System.Linq;

namespace Fathom.Render;

/// <summary>What is drawn, lowest first, by name: "stream", "overlay[ID]" for each overlay, "annotations", "hud".</summary>
/// <remarks>Threads: one. Nothing is found by its index, which changes with every overlay that is added. A draw allocates nothing.</remarks>
public sealed class DrawList
{
    /// <summary>The picture that the server sends; the renderer draws it, before the list.</summary>
    public const string Stream = "stream";

    /// <summary>What explains the picture: scale bar, time stamp, names.</summary>
    public const string Annotations = "annotations";

    /// <summary>Panels, notices, badges.</summary>
    public const string Hud = "hud";

    private readonly List<Entry> _entries = [new(Stream, null), new(Annotations, null), new(Hud, null)];

    /// <summary>All names, lowest first.</summary>
    public IEnumerable<string> Names => _entries.Select(static entry => entry.Name);

    /// <summary>The name of an overlay's entry.</summary>
    public static string Overlay(string id) => $"overlay[{id}]";

    /// <summary>Whether there is an entry of that name.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>What is drawn under a name; null when there is none, or nothing to draw under it.</summary>
    public IDrawn? Find(string name) => IndexOf(name) is >= 0 and var index ? _entries[index].Drawn : null;

    /// <summary>Sets what is drawn under a name; a new name comes above all overlays.</summary>
    public void Add(string name, IDrawn? drawn)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (IndexOf(name) is >= 0 and var index)
        {
            _entries[index] = _entries[index] with { Drawn = drawn };
            return;
        }

        _entries.Insert(IndexOf(Annotations), new Entry(name, drawn));
    }

    /// <summary>Takes an overlay out; false when there is none of that name. The three that are always there only lose what is drawn under them.</summary>
    public bool Remove(string name)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            return false;
        }

        if (IsStanding(name))
        {
            _entries[index] = _entries[index] with { Drawn = null };
        }
        else
        {
            _entries.RemoveAt(index);
        }

        return true;
    }

    /// <summary>Moves an overlay right below another entry; false when one of the two is not there, or one may not stand there.</summary>
    public bool MoveBelow(string name, string other)
    {
        int from = IndexOf(name);
        if (from < 0 || IndexOf(other) < 0 || name == other || IsStanding(name) || other is Stream or Hud)
        {
            return false;
        }

        Entry entry = _entries[from];
        _entries.RemoveAt(from);
        _entries.Insert(IndexOf(other), entry);
        return true;
    }

    /// <summary>Whether an entry is drawn; it is unless <see cref="SetVisible"/> said otherwise.</summary>
    public bool IsVisible(string name) => IndexOf(name) is >= 0 and var index && !_entries[index].IsHidden;

    /// <summary>Hides an entry or shows it again; false when there is none of that name.</summary>
    public bool SetVisible(string name, bool visible)
    {
        int index = IndexOf(name);
        if (index >= 0)
        {
            _entries[index] = _entries[index] with { IsHidden = !visible };
        }

        return index >= 0;
    }

    /// <summary>Draws what is visible, lowest first.</summary>
    public void Draw(in ViewTransform view)
    {
        // By index: what is drawn may add or remove overlays, as a click on a panel does.
        for (int i = 0; i < _entries.Count; i++)
        {
            if (!_entries[i].IsHidden)
            {
                _entries[i].Drawn?.Draw(view);
            }
        }
    }

    private static bool IsStanding(string name) => name is Stream or Annotations or Hud;

    private int IndexOf(string name)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct Entry(string Name, IDrawn? Drawn, bool IsHidden = false);
}
