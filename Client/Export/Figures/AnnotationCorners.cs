using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Figures;

/// <summary>Reads and writes which corner holds what: <c>scale-bar=bottom-left,time-stamp=top-left</c>.</summary>
internal static class AnnotationCorners
{
    private const string Bar = "scale-bar", Time = "time-stamp", Colors = "colour-bar", Title = "title";

    private static readonly (string Name, AnnotationCorner Corner)[] s_corners =
    [
        ("top-left", AnnotationCorner.TopLeft),
        ("top-right", AnnotationCorner.TopRight),
        ("bottom-left", AnnotationCorner.BottomLeft),
        ("bottom-right", AnnotationCorner.BottomRight),
    ];

    /// <summary>The name of a corner.</summary>
    public static string NameOf(AnnotationCorner corner) => s_corners.First(known => known.Corner == corner).Name;

    /// <summary>Puts corners into options; throws what the user is told about a text that says none.</summary>
    public static AnnotationOptions Apply(AnnotationOptions options, IEnumerable<string> texts, string option)
    {
        foreach (string part in texts.SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            (string Name, AnnotationCorner Corner)[] found = [.. s_corners.Where(known => sides.Length == 2 && known.Name == sides[1])];
            options = found.Length == 0 ? throw Refused(part, option) : sides[0] switch
            {
                Bar => options with { ScaleBarCorner = found[0].Corner },
                Time => options with { TimeCorner = found[0].Corner },
                Colors or "color-bar" => options with { ColorBarCorner = found[0].Corner },
                Title => options with { TitleCorner = found[0].Corner },
                _ => throw Refused(part, option),
            };
        }

        return options;
    }

    private static FathomException Refused(string part, string option) => new(
        ExitCode.Usage,
        $"'{part}' cannot be the value of --{option}.",
        $"It is not one of {Bar}, {Time}, {Colors} and {Title}, an equals sign, and one of {string.Join(", ", s_corners.Select(static corner => corner.Name))}.",
        $"Write for example --{option} {Bar}=bottom-left.");
}
