using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fathom.Client.Ui;

/// <summary>Room for the texts of one pass, so that formatting a number makes no garbage.</summary>
/// <remarks>Threads: main thread. A text is valid until the next <see cref="Clear"/>.</remarks>
internal sealed class UiScratch
{
    private readonly char[] _room = new char[16384];
    private int _used;

    /// <summary>Forgets all texts.</summary>
    public void Clear() => _used = 0;

    /// <summary>Writes a text; what finds no room is cut off.</summary>
    public ReadOnlySpan<char> Format([InterpolatedStringHandlerArgument("")] scoped ref Handler text)
    {
        _used = text.From + text.Length;
        return _room.AsSpan(text.From, text.Length);
    }

    /// <summary>What the compiler turns <c>$"…"</c> into.</summary>
    [InterpolatedStringHandler]
    internal ref struct Handler
    {
        private readonly UiScratch _scratch;
        private readonly Span<char> _room;

        public Handler(int literalLength, int formattedCount, UiScratch scratch)
        {
            _ = literalLength + formattedCount;
            (_scratch, From, Length) = (scratch, scratch._used, 0);
            _room = scratch._room.AsSpan(From);
        }

        public int From { get; }

        public int Length { get; private set; }

        public void AppendLiteral(string text) => AppendFormatted(text.AsSpan());

        public void AppendFormatted(string? text) => AppendFormatted(text.AsSpan());

        public void AppendFormatted(scoped ReadOnlySpan<char> text)
        {
            int count = Math.Min(text.Length, _room.Length - Length);
            text[..count].CopyTo(_room[Length..]);
            Grow(count);
        }

        public void AppendFormatted<T>(T value)
            where T : ISpanFormattable => AppendFormatted(value, null);

        public void AppendFormatted<T>(T value, string? format)
            where T : ISpanFormattable
        {
            if (value.TryFormat(_room[Length..], out int written, format, CultureInfo.InvariantCulture))
            {
                Grow(written);
            }
        }

        // A hole may itself be formatted in the same room: its text begins where this one ends so far, not over it.
        private void Grow(int count)
        {
            Length += count;
            _scratch._used = From + Length;
        }
    }
}
