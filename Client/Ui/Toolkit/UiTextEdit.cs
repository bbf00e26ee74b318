using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The one text that is being edited: a caret, a selection, and the keys that everybody knows.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiTextEdit
{
    private readonly char[] _text = new char[512];
    private int _length;

    /// <summary>The field; none while nothing is edited.</summary>
    public UiId Owner { get; private set; }

    /// <summary>The text as it stands.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Before which sign the caret stands.</summary>
    public int Caret { get; private set; }

    /// <summary>Where the selection began.</summary>
    public int Anchor { get; private set; }

    /// <summary>Begins with a text, all of it selected.</summary>
    public void Begin(UiId owner, ReadOnlySpan<char> text)
    {
        Owner = owner;
        _length = Math.Min(text.Length, _text.Length);
        text[.._length].CopyTo(_text);
        Anchor = 0;
        Caret = _length;
    }

    /// <summary>Ends; the text stays readable until the next begin.</summary>
    public void End() => Owner = UiId.None;

    /// <summary>Puts the caret somewhere.</summary>
    public void MoveTo(int caret, bool selects)
    {
        Caret = Math.Clamp(caret, 0, _length);
        Anchor = selects ? Anchor : Caret;
    }

    /// <summary>A sign was typed.</summary>
    public void Type(int codePoint)
    {
        Span<char> sign = stackalloc char[2];
        if (codePoint < ' ' || !System.Text.Rune.TryCreate(codePoint, out System.Text.Rune rune))
        {
            return;
        }

        int count = rune.EncodeToUtf16(sign);
        Erase();
        if (_length + count > _text.Length)
        {
            return;
        }

        _text.AsSpan(Caret, _length - Caret).CopyTo(_text.AsSpan(Caret + count));
        sign[..count].CopyTo(_text.AsSpan(Caret));
        _length += count;
        MoveTo(Caret + count, selects: false);
    }

    /// <summary>A key that edits. False for one that does not.</summary>
    public bool Press(Key key, KeyModifiers modifiers)
    {
        bool selects = (modifiers & KeyModifiers.Shift) != 0;
        switch (key)
        {
            case Key.Left:
                MoveTo(Caret - 1, selects);
                return true;
            case Key.Right:
                MoveTo(Caret + 1, selects);
                return true;
            case Key.Home:
                MoveTo(0, selects);
                return true;
            case Key.End:
                MoveTo(_length, selects);
                return true;
            case Key.Backspace:
                Anchor = Anchor == Caret ? Math.Max(0, Caret - 1) : Anchor;
                Erase();
                return true;
            case Key.Delete:
                Anchor = Anchor == Caret ? Math.Min(_length, Caret + 1) : Anchor;
                Erase();
                return true;
            case Key.A when (modifiers & KeyModifiers.Control) != 0:
                Anchor = 0;
                Caret = _length;
                return true;
            default:
                return false;
        }
    }

    private void Erase()
    {
        int from = Math.Min(Anchor, Caret);
        int to = Math.Max(Anchor, Caret);
        _text.AsSpan(to, _length - to).CopyTo(_text.AsSpan(from));
        _length -= to - from;
        MoveTo(from, selects: false);
    }
}
