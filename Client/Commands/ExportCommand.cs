using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary><c>fathom export</c>: movies, stills and pages, drawn anew by the server and never taken from a window. Its verbs do it.</summary>
internal sealed class ExportCommand : ICommand
{
    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "export",
        "Write movies and pictures for publications: drawn anew by the server, index by index, never taken from a window.",
        [])
    {
        Positionals = ["movie|still|html"],
        Examples =
        [
            ("fathom export movie --demo --frames 0:10 -o movie.mp4", "ten time points of the generated volume; 'fathom export movie --help' says more"),
            ("fathom export still --demo --width-mm 85 --dpi 300 --scale-bar -o figure.png", "one picture for print; 'fathom export still --help' says more"),
            ("fathom export html --demo --frames 0:10:2 -o report.html", "a page of pictures; 'fathom export html --help' says more"),
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<ICommand> Verbs { get; } = [new ExportMovieCommand(), new ExportStillCommand(), new ExportHtmlCommand()];

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        string[] verbs = [.. Verbs.Select(static verb => verb.Definition.Name[(verb.Definition.Name.IndexOf(' ', System.StringComparison.Ordinal) + 1)..])];
        throw new FathomException(
            ExitCode.Usage,
            parsed.Positionals.Count > 0 ? $"'fathom export' cannot write '{parsed.Positionals[0]}'." : "Cannot export.",
            $"It writes: {string.Join(", ", verbs)}.",
            $"Write for example 'fathom export {verbs[0]} --help'.");
    }
}
