using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Client.Export;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Export.Remote;
using Fathom.Client.Hosting;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary><c>fathom export movie</c>: every index of an axis as a frame, with overlays and annotations, resumable.</summary>
internal sealed class ExportMovieCommand : ICommand
{
    private const string Frames = MovieRequest.FramesOption;

    /// <summary>Pictures that each worker has asked for while it paints and encodes one.</summary>
    private const int PicturesAhead = 2;

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "export movie",
        "Write a movie along one axis: frame k shows exactly index A + k·STEP, drawn anew by the server. The same command again goes on where one was broken off.",
        [
            new(Frames, OptionKind.Text, "The indices: from the first up to, not including, the second; all by default.") { ValueName = "A:B[:STEP]", CommandLineOnly = true },
            new(MovieRequestReader.Axis, OptionKind.Text, "The axis to move along; by default the one of time, else the first that is not shown.") { ValueName = "NAME", CommandLineOnly = true },
            new(MovieRequestReader.Fps, OptionKind.Text, "Pictures a second, also as a fraction.") { ValueName = "N", Default = "20", CommandLineOnly = true },
            new(ClientOptions.Size, OptionKind.Text, "Size of the movie; by default the scene's shape within 1280x720.") { ValueName = "WxH", CommandLineOnly = true },
            new(ClientOptions.Output, OptionKind.Text, "A file .mp4, or a folder for one PNG file a frame (or a name as in pictures/out-%05d.png).") { Short = 'o', ValueName = "FILE.mp4|DIR/", Default = "movie.mp4", CommandLineOnly = true },
            new(MovieRequestReader.Crf, OptionKind.Number, "How much H.264 may lose: 0 nothing, 18 hardly visible, 51 nearly all.") { ValueName = "N", Default = "18", Minimum = 0, Maximum = 51, CommandLineOnly = true },
            new(MovieRequestReader.Workers, OptionKind.Integer, "How many work at once; by default one for each core, four at most. The file is the same.") { ValueName = "N", Minimum = 1, Maximum = 64, CommandLineOnly = true },
            new(MovieRequestReader.Part, OptionKind.Integer, "Frames of a part, which is what is lost at most when it is broken off; by default 25 to 100.") { ValueName = "N", Minimum = 1, Maximum = 100_000, CommandLineOnly = true },
            new(MovieRequestReader.Restart, OptionKind.Flag, "Throw away the parts of an export that was broken off, and begin anew.") { CommandLineOnly = true },
            .. StillRows.View.Select(ForMovie),
            .. AnnotationRows.Rows,
            .. ExportOptions.Scene,
            new(ClientOptions.Json, OptionKind.Flag, "Print a report as one JSON object at the end.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["URL"],
        Examples =
        [
            ("fathom export movie --demo --frames 0:10 -o movie.mp4", "ten time points of the generated volume"),
            ("fathom export movie ws://127.0.0.1:8081 --axis z --size 640x360 --scale-bar -o planes/", "through the planes of what a server shows, a PNG file each"),
            ("fathom export movie --demo --overlay mouse.mp4 --calibration mouse.json --frames 0:10 --time-stamp -o both.mp4", "with a video in its place and time"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        MovieRequest request = MovieRequestReader.Read(parsed);
        IReadOnlyList<string> arguments = MovieRequestReader.TimesOf(request) is { } times ? ["--generated-times", times.ToString(CultureInfo.InvariantCulture)] : [];
        using var session = ExportSession.Open(parsed, context, arguments, request.Workers * PicturesAhead);
        RemotePictures pictures = session.Pictures;
        ViewRecipe recipe = RecipeOf(parsed, ref request, session, context);
        PlannedMovie movie = MoviePlanner.Plan(request, recipe, pictures.DimsOf(recipe), session.Layers, pictures.FactsOf(recipe), FFmpegVersion.Describe());
        movie = movie with { Warnings = [.. movie.Warnings, .. LeftOut(session, movie, context)] };
        foreach (string warning in movie.Warnings)
        {
            context.Error.WriteLine("fathom: warning: " + warning);
        }

        context.Error.WriteLine("fathom: " + PlanText.Of(movie, request.Workers));
        ExportPlan plan = movie.Plan;
        var export = new MovieExport(movie, (step, cancel) => pictures.RenderAsync(plan.Recipe, step, plan.Size.Width, plan.Size.Height, cancel), context.Time)
        {
            Workers = request.Workers,
            Restart = request.Restart,
        };
        MovieReport report = export.Run(new ExportLine(context.Error, context.Time, isTerminal: !Console.IsErrorRedirected), context.Interrupt) with { Server = session.Server };
        for (int i = movie.Warnings.Length; i < report.Warnings.Length; i++)
        {
            context.Error.WriteLine("fathom: warning: " + report.Warnings[i]);
        }

        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output);
        }

        context.Error.WriteLine("fathom: " + report.ForPeople());
        return ExitCode.Ok;
    }

    /// <summary>What is shown: a broken-off export's own view, else the session file's or the server's; at the place and with the axes that were asked for.</summary>
    private static ViewRecipe RecipeOf(ParsedCommand parsed, ref MovieRequest request, ExportSession session, CommandContext context)
    {
        request = request with { Overlays = session.Overlays };
        if (!request.Restart && !parsed.IsSet(ClientOptions.Session) && KeptView.Read(request.Target.PartsFolder, session.Recipe) is { } kept)
        {
            session.Show(kept);
            request = request with { KeepsView = true };
        }

        if (parsed.IsSet(StillRows.DisplayedAxes))
        {
            session.ShowAxes(parsed.Integer(StillRows.DisplayedAxes), context.Interrupt);
        }

        return session.Recipe with { Step = StillPlan.StepOf(DimsValue.Parse(parsed.All(StillRows.Dims)), session.Recipe, session.Dims, session.Layers) };
    }

    private static OptionDefinition ForMovie(OptionDefinition option) => option.Name == StillRows.Dims
        ? option with { Help = "Where the other axes stand: an index, or a place in the world (z=12.5um)." }
        : option;

    /// <summary>Draws the first picture before anything is begun: what a server refuses and what cannot be written on it is told now, and not by a worker.</summary>
    private static ImmutableArray<string> LeftOut(ExportSession session, PlannedMovie movie, CommandContext context)
    {
        ExportPlan plan = movie.Plan;
        using RemotePicture picture = session.Render(plan.Recipe, plan.StepOf(0), plan.Size.Width, plan.Size.Height, context.Interrupt);
        return movie.Painting.Annotations?.LeftOut(picture.View) ?? [];
    }
}
