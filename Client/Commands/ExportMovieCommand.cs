using System;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary><c>fathom export movie</c>: every index of an axis as a frame, with overlays and annotations, resumable.</summary>
internal sealed class ExportMovieCommand : ICommand
{
    private const string Frames = "frames", Axis = "axis", Fps = "fps", Workers = "workers", Part = "part", Crf = "crf", Restart = "restart";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "export movie",
        "Write a movie along one axis: frame k shows exactly index A + k·STEP, drawn anew by the server. The same command again goes on where one was broken off.",
        [
            new(Frames, OptionKind.Text, "The indices: from the first up to, not including, the second; all by default.") { ValueName = "A:B[:STEP]", CommandLineOnly = true },
            new(Axis, OptionKind.Text, "The axis to move along; by default the one of time, else the first that is not shown.") { ValueName = "NAME", CommandLineOnly = true },
            new(Fps, OptionKind.Text, "Pictures a second, also as a fraction.") { ValueName = "N", Default = "20", CommandLineOnly = true },
            new(ClientOptions.Size, OptionKind.Text, "Size of the movie; by default the scene's shape within 1280x720.") { ValueName = "WxH", CommandLineOnly = true },
            new(ClientOptions.Output, OptionKind.Text, "A file .mp4, or a folder for one PNG file a frame (or a name as in pictures/out-%05d.png).") { Short = 'o', ValueName = "FILE.mp4|DIR/", Default = "movie.mp4", CommandLineOnly = true },
            new(Crf, OptionKind.Number, "How much H.264 may lose: 0 nothing, 18 hardly visible, 51 nearly all.") { ValueName = "N", Default = "18", Minimum = 0, Maximum = 51, CommandLineOnly = true },
            new(Workers, OptionKind.Integer, "How many work at once; by default one for each core, four at most. The file is the same.") { ValueName = "N", Minimum = 1, Maximum = 64, CommandLineOnly = true },
            new(Part, OptionKind.Integer, "Frames of a part, which is what is lost at most when it is broken off; by default 25 to 100.") { ValueName = "N", Minimum = 1, Maximum = 100_000, CommandLineOnly = true },
            new(Restart, OptionKind.Flag, "Throw away the parts of an export that was broken off, and begin anew.") { CommandLineOnly = true },
            .. ExportOptions.Scene,
            new(ClientOptions.Json, OptionKind.Flag, "Print a report as one JSON object at the end.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["URL"],
        Examples =
        [
            ("fathom export movie --demo --frames 0:10 -o movie.mp4", "ten time points of the generated volume"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context) => throw new NotSupportedException();
}
