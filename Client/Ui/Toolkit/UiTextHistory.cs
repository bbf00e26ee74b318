using System;
using System.Collections.Generic;

namespace Fathom.Client.Ui;

/// <summary>What a text was before each change, to go back and forth. What is typed in one go is one change.</summary>
/// <remarks>Threads: main thread. Bounded: the oldest changes are forgotten.</remarks>
internal sealed class UiTextHistory
{
    private const int Most = 100;

    private readonly List<(string Text, int Caret, int Anchor)> _before = [];
    private readonly List<(string Text, int Caret, int Anchor)> _after = [];
    private bool _isTyping;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _before.Clear();
        _after.Clear();
        _isTyping = false;
    }

    /// <summary>What comes next is a change of its own.</summary>
    public void Pause() => _isTyping = false;

    /// <summary>A sign is about to be typed.</summary>
    public void Typing(ReadOnlySpan<char> text, int caret, int anchor)
    {
        if (!_isTyping || caret != anchor)
        {
            Note(text, caret, anchor);
        }

        _isTyping = true;
    }

    /// <summary>The text is about to be changed.</summary>
    public void Note(ReadOnlySpan<char> text, int caret, int anchor)
    {
        _isTyping = false;
        _after.Clear();
        _before.Add((text.ToString(), caret, anchor));
        if (_before.Count > Most)
        {
            _before.RemoveAt(0);
        }
    }

    /// <summary>Goes back; null where there is nothing to go back to.</summary>
    public (string Text, int Caret, int Anchor)? Undo(ReadOnlySpan<char> text, int caret, int anchor) => Move(_before, _after, text, caret, anchor);

    /// <summary>Goes forth again; null where there is nothing to go to.</summary>
    public (string Text, int Caret, int Anchor)? Redo(ReadOnlySpan<char> text, int caret, int anchor) => Move(_after, _before, text, caret, anchor);

    private (string Text, int Caret, int Anchor)? Move(
        List<(string Text, int Caret, int Anchor)> from, List<(string Text, int Caret, int Anchor)> to, ReadOnlySpan<char> text, int caret, int anchor)
    {
        _isTyping = false;
        if (from.Count == 0)
        {
            return null;
        }

        (string Text, int Caret, int Anchor) state = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add((text.ToString(), caret, anchor));
        return state;
    }
}
