using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace Fathom.Decode.Arrays;

/// <summary>The three entries of a NumPy header, from the little of Python's grammar that NumPy writes there.</summary>
internal sealed record NpyDictionary(string Description, bool FortranOrder, ImmutableArray<int> Shape)
{
    public static bool TryParse(string text, out NpyDictionary? entries, out string why)
    {
        entries = null;
        var cursor = new Cursor(text);
        string? description = null;
        bool? fortran = null;
        ImmutableArray<int>? shape = null;
        if (!cursor.Take('{'))
        {
            why = "it is no dictionary";
            return false;
        }

        while (!cursor.Take('}'))
        {
            if (cursor.Text() is not { } key || !cursor.Take(':'))
            {
                why = "a key is missing";
                return false;
            }

            // A key that comes twice could mean two different arrays to two readers.
            bool understood = key switch
            {
                "descr" when description is null => (description = cursor.Description()) is not null,
                "fortran_order" when fortran is null => (fortran = cursor.Flag()) is not null,
                "shape" when shape is null => (shape = cursor.Shape()) is not null,
                _ => false,
            };
            if (!understood)
            {
                why = $"the entry '{key}' is not as NumPy writes it";
                return false;
            }

            if (!cursor.Take(',') && !cursor.IsAt('}'))
            {
                why = "a comma is missing";
                return false;
            }
        }

        if (description is null || fortran is not { } order || shape is not { } lengths)
        {
            why = "descr, fortran_order or shape is missing";
            return false;
        }

        why = "something stands after the dictionary";
        entries = new NpyDictionary(description, order, lengths);
        return cursor.IsAtEnd();
    }

    private sealed class Cursor(string text)
    {
        private const int LongestDescription = 200;

        private int _at;

        public bool Take(char wanted)
        {
            if (!IsAt(wanted))
            {
                return false;
            }

            _at++;
            return true;
        }

        public bool IsAt(char wanted)
        {
            SkipBlanks();
            return _at < text.Length && text[_at] == wanted;
        }

        public bool IsAtEnd()
        {
            SkipBlanks();
            return _at == text.Length;
        }

        public string? Text()
        {
            SkipBlanks();
            if (_at >= text.Length || text[_at] is not ('\'' or '"'))
            {
                return null;
            }

            int end = text.IndexOf(text[_at], _at + 1);
            if (end < 0)
            {
                return null;
            }

            string found = text[(_at + 1)..end];
            _at = end + 1;
            return found.Contains('\\', StringComparison.Ordinal) ? null : found;
        }

        /// <summary>A text, or a list of records, which is only quoted back in a refusal.</summary>
        public string? Description()
        {
            if (!IsAt('['))
            {
                return Text();
            }

            string rest = text[_at..].TrimEnd();
            int end = rest.LastIndexOf(']');
            _at += end + 1;
            return end < 0 ? null : rest[..Math.Min(end + 1, LongestDescription)];
        }

        public bool? Flag()
        {
            SkipBlanks();
            foreach (string word in (ReadOnlySpan<string>)["True", "False"])
            {
                if (text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
                {
                    _at += word.Length;
                    return word == "True";
                }
            }

            return null;
        }

        public ImmutableArray<int>? Shape()
        {
            if (!Take('('))
            {
                return null;
            }

            var lengths = new List<int>();
            while (!Take(')'))
            {
                SkipBlanks();
                int end = _at;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                if (!int.TryParse(text.AsSpan(_at, end - _at), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
                {
                    return null;
                }

                lengths.Add(length);
                _at = end;
                Take('L');
                if (!Take(',') && !IsAt(')'))
                {
                    return null;
                }
            }

            return [.. lengths];
        }

        private void SkipBlanks()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n' or '\r' or '\t')
            {
                _at++;
            }
        }
    }
}
