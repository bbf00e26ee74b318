using System;
using Fathom.Client.Export;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Figures.Pages;
using Fathom.Client.Export.Plans;
using Fathom.Client.Ui;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary><c>fathom export html</c>: a static page of stills along one axis. Videos are never in it, and it says so.</summary>
internal sealed class ExportHtmlCommand : ICommand
{
    private const string Frames = MovieRequest.FramesOption, Axis = "axis", Inline = "inline";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "export html",
        "Write a page of stills along one axis, with layers, overlays and provenance: static, without scripts, nothing from elsewhere. Videos are never in it.",
        [
            new(Frames, OptionKind.Text, "The indices: from the first up to, not including, the second; all by default.") { ValueName = "A:B[:STEP]", CommandLineOnly = true },
            new(Axis, OptionKind.Text, "The axis to move along; by default the one of time, else the first that is not shown.") { ValueName = "NAME", CommandLineOnly = true },
            new(Inline, OptionKind.Flag, "Put the pictures into the page (32 MiB at most) instead of a folder beside it.") { CommandLineOnly = true },
            .. StillRows.View,
            .. StillRows.Sizes,
            .. AnnotationRows.Rows,
            new(ClientOptions.Output, OptionKind.Text, "The page; its pictures go to a folder beside it.") { Short = 'o', ValueName = "FILE.html", Default = "report.html", CommandLineOnly = true },
            .. ExportOptions.Scene,
            new(ClientOptions.Json, OptionKind.Flag, "Print a report as one JSON object.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["URL"],
        Examples =
        [
            ("fathom export html --demo --frames 0:10:2 --scale-bar -o report.html", "every second time point of the generated volume"),
            ("fathom export html ws://127.0.0.1:8081 --axis z --frames 0:32:4 --inline -o stack.html", "a stack in one file"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        // Pages show their pictures small: the text must be larger in them.
        StillRequest request = StillRows.Read(parsed, usualPoints: 20) with { Smaller = 2 };
        string path = parsed.Text(ClientOptions.Output)!;
        FigureFiles.Check(path, ".html", "Write for example -o report.html.");
        using ExportSession session = ExportSession.Open(parsed, context);
        if (request.DisplayedAxes is { } axes)
        {
            session.ShowAxes(axes, context.Interrupt);
        }

        var world = new WorldAxes();
        world.Update(session.Layers);
        var axis = ExportAxis.Choose(session.Dims, world, parsed.Text(Axis));
        FrameRange frames = parsed.Text(Frames) is { } text ? FrameRange.Parse(text, Frames, axis) : FrameRange.All(axis.Length);
        request = request with { Annotations = request.Annotations with { TimeAxis = axis.Index } };
        var scene = StillScene.Of(request, session.Recipe, session.Dims, session.Layers, session.Facts, session.Overlays, session.Server);
        StillPlan plan = scene.Plan;
        PageReport report = new PageExport(scene, axis, frames).Write(
            path, parsed.Flag(Inline), (step, stop) => session.Pictures.RenderAsync(plan.Recipe, step, plan.Size.Width, plan.Size.Height, stop), context.Interrupt);
        if (report.Content.LeftOut is { } notice)
        {
            ErrorText.Write(context.Error, "fathom", notice);
        }

        foreach (string warning in report.Content.Warnings)
        {
            context.Error.WriteLine("fathom: warning: " + warning);
        }

        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output);
        }
        else
        {
            context.Error.WriteLine(FormattableString.Invariant($"fathom: {path}: {report.Content.Stills.Length} pictures along {axis.Name}, {report.Bytes / 1024.0:0} KiB."));
        }

        return ExitCode.Ok;
    }
}
