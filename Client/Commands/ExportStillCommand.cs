using System.Collections.Immutable;
using System.Globalization;
using Fathom.Client.Export;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Remote;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Commands;

/// <summary><c>fathom export still</c>: one exact picture for print, with scale bar, time, colours and all that it takes to make it again.</summary>
internal sealed class ExportStillCommand : ICommand
{
    private const string DefaultPicture = "figure.png";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "export still",
        "Write one exact picture for print: in any size, with scale bar, time and colours, and in the file what it shows and where it is from.",
        [
            .. StillRows.View,
            .. StillRows.Sizes,
            .. AnnotationRows.Rows,
            new(ClientOptions.Output, OptionKind.Text, "The picture's file.") { Short = 'o', ValueName = "FILE.png", Default = DefaultPicture, CommandLineOnly = true },
            .. ExportOptions.Scene,
            new(ClientOptions.Json, OptionKind.Flag, "Print a report as one JSON object.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["URL"],
        Examples =
        [
            ("fathom export still --demo --dims z=12 --width-mm 85 --dpi 300 --scale-bar --time-stamp -o figure.png", "a column wide, at 300 dpi"),
            ("fathom export still ws://127.0.0.1:8081 --session mouse.json --colour-bar --title 'Day 3' -o day3.png", "what a session shows, with its overlays"),
            ("fathom export still ws://127.0.0.1:8081 --dims z=12.5um --one-to-one -o z.png", "one pixel for each voxel"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        StillRequest request = StillRows.Read(parsed);
        string path = parsed.Text(ClientOptions.Output)!;
        FigureFiles.Check(path, ".png", "Write for example -o figure.png.");
        using ExportSession session = ExportSession.Open(parsed, context);
        if (request.DisplayedAxes is { } axes)
        {
            session.ShowAxes(axes, context.Interrupt);
        }

        var scene = StillScene.Of(request, session.Recipe, session.Dims, session.Layers, session.Facts, session.Overlays, session.Server);
        StillPlan plan = scene.Plan;
        using FigurePainter painter = scene.Painter();
        using RemotePicture picture = session.Render(plan.Recipe, plan.Step, plan.Size.Width, plan.Size.Height, context.Interrupt);
        CapturedImage image = painter.Paint(picture, plan.Step);
        MapValue facts = scene.FactsOf(picture.View);
        string place = FigureFacts.Place(picture.View, scene.Facts);
        var details = new PngDetails { DotsPerInch = plan.Dpi ?? 0, Opaque = true, Published = true };
        long bytes = FigureFiles.Write(path, file => PngWriter.Write(file, image, FigureTexts.Of(facts, plan.Annotations.Title, place), details));
        ImmutableArray<string> warnings = [.. scene.Warnings, .. scene.Annotations.LeftOut(picture.View)];
        foreach (string warning in warnings)
        {
            context.Error.WriteLine("fathom: warning: " + warning);
        }

        if (parsed.Flag(ClientOptions.Json))
        {
            new StillReport(path, bytes, facts, warnings).Write(context.Output);
        }
        else
        {
            string print = plan.PrintMm is { } mm ? string.Create(CultureInfo.InvariantCulture, $", {mm.Width:0.#} × {mm.Height:0.#} mm at {plan.Dpi:0.#} dpi") : string.Empty;
            context.Error.WriteLine($"fathom: {path}: {plan.Size}{print}{(place.Length > 0 ? "; " + place : string.Empty)}.");
        }

        return ExitCode.Ok;
    }
}
