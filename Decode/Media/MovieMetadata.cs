using System.Text;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>What a movie says of itself. Nothing else goes into the file: no time, no path, no name of a machine.</summary>
public sealed record MovieMetadata
{
    /// <summary>The most bytes of a title.</summary>
    public const int LongestTitle = 1024;

    /// <summary>The most bytes of a comment.</summary>
    public const int LongestComment = 256 * 1024;

    /// <summary>Its title; "" for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>A comment: where its pictures come from, as JSON; "" for none.</summary>
    public string Comment { get; init; } = "";

    internal void Check(string path)
    {
        CheckText(path, "title", Title, LongestTitle);
        CheckText(path, "comment", Comment, LongestComment);
    }

    private static void CheckText(string path, string name, string text, int longest)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > longest || text.Contains('\0'))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot write the movie {path}.",
                bytes > longest ? $"Its {name} takes {bytes} bytes; {longest} are the most." : $"Its {name} holds a zero character.",
                $"Shorten the {name}, or leave it out.");
        }
    }
}
