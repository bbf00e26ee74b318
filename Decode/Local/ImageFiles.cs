using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Enumeration;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>Which files a folder, a numbered name (frame-%05d.png) or a pattern (frame-*.png) means, in their order.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Names">Their names.</param>
/// <param name="Gap">The first numbers that are missing between others, in words; null where none is or they have no numbers.</param>
internal sealed record ImageFiles(string Folder, string[] Names, string? Gap)
{
    private const int MostFiles = 4_000_000;

    private static readonly string[] s_endings = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"];

    /// <summary>Whether a path means images: a folder, or a name that is no file and has a % or a pattern's character.</summary>
    internal static bool IsMeant(string path)
        => Directory.Exists(path) || (!File.Exists(path) && Path.GetFileName(path).AsSpan().IndexOfAny('%', '*', '?') >= 0);

    internal static ImageFiles List(string path)
    {
        bool isFolder = Directory.Exists(path);
        string folder = isFolder ? path : Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        string pattern = isFolder ? "" : Path.GetFileName(path);
        var numbered = pattern.Contains('%', StringComparison.Ordinal) ? NumberedName.Parse(path, pattern) : null;
        var found = new List<string>();
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder))
            {
                string name = Path.GetFileName(file);
                bool belongs = numbered is { } counted ? counted.NumberOf(name) >= 0
                    : isFolder ? HasEnding(name)
                    : FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

                // Names that begin with a dot are leftovers of other programs.
                if (belongs && !name.StartsWith('.'))
                {
                    found.Add(name);
                }

                if (found.Count > MostFiles)
                {
                    throw Refusal(path, $"There are more than {MostFiles} images.", "Make a video of them, for example with ffmpeg.");
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the images {path}.", failure.Message, "Check the path and who may read it.", failure);
        }

        if (found.Count == 0)
        {
            throw Refusal(
                path,
                isFolder ? $"The folder holds none ({string.Join(", ", s_endings)})." : "No file has such a name.",
                "Name a folder of images, a numbered name such as frame-%05d.png, or a pattern such as 'frame-*.png'.");
        }

        string[] names = [.. found];
        Array.Sort(names, NaturalOrder.Instance);
        return new ImageFiles(folder, names, numbered is { } number ? GapIn(names, number) : null);
    }

    internal static FathomException Refusal(string path, string why, string how) => new(ExitCode.Usage, $"Cannot read the images {path}.", why, how);

    private static bool HasEnding(string name)
        => Array.Exists(s_endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string? GapIn(string[] names, NumberedName numbered)
    {
        for (int i = 1; i < names.Length; i++)
        {
            (long before, long here) = (numbered.NumberOf(names[i - 1]), numbered.NumberOf(names[i]));
            if (here > before + 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{before + 1}{(here > before + 2 ? $" to {here - 1}" : "")}");
            }
        }

        return null;
    }

    /// <summary>A name with a number in it, as C writes them: %d or %05d.</summary>
    private sealed record NumberedName(string Before, string After, int LeastDigits)
    {
        private const int MostDigits = 18;

        internal static NumberedName Parse(string path, string pattern)
        {
            int at = pattern.IndexOf('%', StringComparison.Ordinal);
            int end = pattern.IndexOf('d', at);
            int digits = 1;
            bool reads = end > at
                && (end == at + 1 || (pattern[at + 1] == '0' && int.TryParse(pattern.AsSpan(at + 2, end - at - 2), NumberStyles.None, CultureInfo.InvariantCulture, out digits)))
                && digits is >= 1 and <= MostDigits
                && !pattern.AsSpan(end).Contains('%');
            return reads ? new NumberedName(pattern[..at], pattern[(end + 1)..], digits)
                : throw Refusal(path, $"'{pattern}' is no numbered name.", "Write the number as %d, or as %05d where it has at least five digits.");
        }

        /// <summary>The number in a name; -1 where it is not of this kind.</summary>
        internal long NumberOf(string name)
        {
            int length = name.Length - Before.Length - After.Length;
            return length >= LeastDigits && length <= MostDigits
                && name.StartsWith(Before, StringComparison.Ordinal) && name.EndsWith(After, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(Before.Length, length), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
        }
    }
}
