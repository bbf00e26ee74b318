using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The one text that is being edited: a caret, a selection, and the keys that everybody knows.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiTextEdit
{
    private readonly char[] _text = new char[512];
    private readonly UiTextHistory _history = new();
    private int _length;

    /// <summary>The field; none while nothing is edited.</summary>
    public UiId Owner { get; private set; }

    /// <summary>The text as it stands.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Before which sign the caret stands.</summary>
    public int Caret { get; private set; }

    /// <summary>Where the selection began.</summary>
    public int Anchor { get; private set; }

    /// <summary>The text could not be taken as it is, and was not changed since.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The selected part.</summary>
    public ReadOnlySpan<char> Selection => _text.AsSpan(Math.Min(Anchor, Caret), Math.Abs(Anchor - Caret));

    /// <summary>Begins with a text, all of it selected.</summary>
    public void Begin(UiId owner, ReadOnlySpan<char> text)
    {
        Owner = owner;
        _history.Clear();
        Set(text, 0, text.Length);
    }

    /// <summary>Ends; the text stays readable until the next begin.</summary>
    public void End() => Owner = UiId.None;

    /// <summary>The text that was entered makes no sense: its field keeps it, and the user mends it.</summary>
    public void Refuse(UiId owner) => (Owner, IsRefused) = (owner, true);

    /// <summary>Puts the caret somewhere.</summary>
    public void MoveTo(int caret, bool selects)
    {
        Caret = Math.Clamp(caret, 0, _length);
        Anchor = selects ? Anchor : Caret;
        _history.Pause();
    }

    /// <summary>A sign was typed.</summary>
    public void Type(int codePoint)
    {
        Span<char> sign = stackalloc char[2];
        if (codePoint >= ' ' && System.Text.Rune.TryCreate(codePoint, out System.Text.Rune rune))
        {
            _history.Typing(Text, Caret, Anchor);
            Insert(sign[..rune.EncodeToUtf16(sign)]);
        }
    }

    /// <summary>A key that edits. False for one that does not.</summary>
    public bool Press(Key key, KeyModifiers modifiers, UiClipboard clipboard)
    {
        bool selects = (modifiers & KeyModifiers.Shift) != 0;
        bool words = (modifiers & (KeyModifiers.Control | KeyModifiers.Super)) != 0;
        switch (key)
        {
            case Key.Left:
                MoveTo(words ? WordBefore() : !selects && Anchor != Caret ? Math.Min(Anchor, Caret) : Caret - 1, selects);
                return true;
            case Key.Right:
                MoveTo(words ? WordAfter() : !selects && Anchor != Caret ? Math.Max(Anchor, Caret) : Caret + 1, selects);
                return true;
            case Key.Home:
                MoveTo(0, selects);
                return true;
            case Key.End:
                MoveTo(_length, selects);
                return true;
            case Key.Backspace:
                EraseTo(words ? WordBefore() : Math.Max(0, Caret - 1));
                return true;
            case Key.Delete:
                EraseTo(words ? WordAfter() : Math.Min(_length, Caret + 1));
                return true;
            default:
                return words && Chord(key, selects, clipboard);
        }
    }

    private bool Chord(Key key, bool isShifted, UiClipboard clipboard)
    {
        switch (key)
        {
            case Key.A:
                (Anchor, Caret) = (0, _length);
                return true;
            case Key.C:
                clipboard.Write(Selection);
                return true;
            case Key.X:
                clipboard.Write(Selection);
                EraseTo(Caret);
                return true;
            case Key.V:
                _history.Note(Text, Caret, Anchor);
                Insert(clipboard.Read());
                return true;
            case Key.Z when !isShifted:
                Restore(_history.Undo(Text, Caret, Anchor));
                return true;
            case Key.Z or Key.Y:
                Restore(_history.Redo(Text, Caret, Anchor));
                return true;
            default:
                return false;
        }
    }

    private void Insert(ReadOnlySpan<char> text)
    {
        Erase();
        text = text[..Math.Min(text.Length, _text.Length - _length)];
        _text.AsSpan(Caret, _length - Caret).CopyTo(_text.AsSpan(Caret + text.Length));
        text.CopyTo(_text.AsSpan(Caret));
        _length += text.Length;
        Caret = Anchor = Caret + text.Length;
        IsRefused = false;
    }

    /// <summary>Erases the selection, or from the caret to a place.</summary>
    private void EraseTo(int place)
    {
        if (Anchor != Caret || place != Caret)
        {
            _history.Note(Text, Caret, Anchor);
            Anchor = Anchor == Caret ? place : Anchor;
            Erase();
        }
    }

    private void Erase()
    {
        int from = Math.Min(Anchor, Caret);
        int to = Math.Max(Anchor, Caret);
        _text.AsSpan(to, _length - to).CopyTo(_text.AsSpan(from));
        _length -= to - from;
        Caret = Anchor = from;
        IsRefused = false;
    }

    private int WordBefore()
    {
        int place = Caret;
        while (place > 0 && !char.IsLetterOrDigit(_text[place - 1]))
        {
            place--;
        }

        while (place > 0 && char.IsLetterOrDigit(_text[place - 1]))
        {
            place--;
        }

        return place;
    }

    private int WordAfter()
    {
        int place = Caret;
        while (place < _length && char.IsLetterOrDigit(_text[place]))
        {
            place++;
        }

        while (place < _length && !char.IsLetterOrDigit(_text[place]))
        {
            place++;
        }

        return place;
    }

    private void Restore((string Text, int Caret, int Anchor)? state)
    {
        if (state is { } held)
        {
            Set(held.Text, held.Anchor, held.Caret);
        }
    }

    private void Set(ReadOnlySpan<char> text, int anchor, int caret)
    {
        _length = Math.Min(text.Length, _text.Length);
        text[.._length].CopyTo(_text);
        Anchor = Math.Clamp(anchor, 0, _length);
        Caret = Math.Clamp(caret, 0, _length);
        IsRefused = false;
    }
}
