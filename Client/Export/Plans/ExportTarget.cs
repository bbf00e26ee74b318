using System;
using System.Globalization;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Plans;

/// <summary>What is written: one MP4 file, or a PNG file for each frame.</summary>
internal sealed record ExportTarget
{
    private const string Mp4 = ".mp4", Png = ".png", UsualPattern = "frame-%05d.png";

    private readonly int _digits;
    private readonly string _before, _behind;

    private ExportTarget(string path, bool isMovie, string before, string behind, int digits)
    {
        Path = path;
        IsMovie = isMovie;
        _before = before;
        _behind = behind;
        _digits = digits;
    }

    /// <summary>The file, or the folder of the pictures.</summary>
    public string Path { get; }

    /// <summary>Whether it is one file of H.264.</summary>
    public bool IsMovie { get; }

    /// <summary>Where parts lie until all of them are finished.</summary>
    public string PartsFolder => (IsMovie ? Path : Path.TrimEnd('/', System.IO.Path.DirectorySeparatorChar)) + ".parts";

    /// <summary>What it is called in reports: mp4 or png.</summary>
    public string Kind => IsMovie ? "mp4" : "png";

    /// <summary>Reads what stands behind -o: a file .mp4, a folder, or a name with %05d and .png.</summary>
    public static ExportTarget Parse(string output)
    {
        string name = System.IO.Path.GetFileName(output);
        if (name.EndsWith(Mp4, StringComparison.OrdinalIgnoreCase))
        {
            return new ExportTarget(output, isMovie: true, name, "", 0);
        }

        bool isPicture = name.EndsWith(Png, StringComparison.OrdinalIgnoreCase);
        if (isPicture || name.Contains('%', StringComparison.Ordinal))
        {
            string folder = System.IO.Path.GetDirectoryName(output) is { Length: > 0 } given ? given : ".";
            return isPicture && Pattern(folder, name) is { } numbered ? numbered : throw Refused(
                output, "One picture has no room for all frames, and the name has no number.", "Write for example -o pictures/frame-%05d.png; one picture is written by 'fathom export still'.");
        }

        if (name.Length == 0 || System.IO.Path.GetExtension(name).Length == 0 || Directory.Exists(output))
        {
            return Pattern(output.Length == 0 ? "." : output, UsualPattern)!;
        }

        throw Refused(output, $"Movies are written as MP4 (H.264) or as one PNG file for each frame, not as {System.IO.Path.GetExtension(name)}.", "Write for example -o movie.mp4, or -o pictures/ for PNG files.");
    }

    /// <summary>The name of a frame's picture, without its folder.</summary>
    public string NameOf(int frame) => _before + frame.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0') + _behind;

    /// <summary>The frame whose picture has that name; −1 for other files.</summary>
    public int FrameOf(string name) =>
        !IsMovie && name.StartsWith(_before, StringComparison.Ordinal) && name.EndsWith(_behind, StringComparison.Ordinal) && name.Length > _before.Length + _behind.Length
        && int.TryParse(name.AsSpan(_before.Length, name.Length - _before.Length - _behind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int frame) && NameOf(frame) == name
            ? frame
            : -1;

    private static ExportTarget? Pattern(string folder, string name)
    {
        int from = name.IndexOf('%', StringComparison.Ordinal);
        int to = from < 0 ? -1 : name.IndexOf('d', from);
        if (to < 0 || name.IndexOf('%', from + 1) >= 0)
        {
            return null;
        }

        string width = name[(from + 1)..to];
        return width.Length == 0 ? new ExportTarget(folder, isMovie: false, name[..from], name[(to + 1)..], 1)
            : int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int digits) && digits is >= 1 and <= 9
                ? new ExportTarget(folder, isMovie: false, name[..from], name[(to + 1)..], digits)
                : null;
    }

    private static FathomException Refused(string output, string why, string how) => new(ExitCode.Usage, $"Cannot export to {output}.", why, how);
}
