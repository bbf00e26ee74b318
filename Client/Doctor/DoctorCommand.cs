using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Fathom.Client.Commands;
using Fathom.Decode;
using Fathom.Decode.Compression;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Fathom.Render;

namespace Fathom.Client.Doctor;

/// <summary><c>fathom doctor</c>: what this machine has, what works, what to install.</summary>
internal sealed class DoctorCommand : ICommand
{
    private const string TimeFlag = "time";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "doctor",
        "Say what was found on this machine, what really works, and what to install. Exits with 0 when the demo can run, else with 4.",
        [
            new OptionDefinition(TimeFlag, OptionKind.Flag, "Also time every way to decode and draw with a short clip, and keep the result for later starts.") { CommandLineOnly = true },
            new OptionDefinition("json", OptionKind.Flag, "Print one JSON object.") { CommandLineOnly = true },
        ])
    {
        Examples =
        [
            ("fathom doctor", "A page for people."),
            ("fathom doctor --time", "The same, and which way to decode is the fastest here."),
            ("fathom doctor --json", "The same as one JSON object."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        var report = new HealthReport(
        [
            new HealthArea("System", ThisMachine()),
            new HealthArea("Video", FFmpegProbe.Run()),
            new HealthArea("Data", DataLibraries()),
            new HealthArea("Drawing", GlProbe.Run()),
            new HealthArea("Ways to decode", DecoderProbe.Run()),
            new HealthArea("Programs", ProgramProbe.Run(context.Sources.FilePath)),
        ]);
        PathTiming? timing = parsed.Flag(TimeFlag) ? PathTiming.Run(context.Time) : null;
        if (parsed.Flag("json"))
        {
            JsonReport.Write(context.Output, "fathom.doctor/1", json =>
            {
                HealthText.ForPrograms(report, json);
                timing?.Write(json);
            });
        }
        else
        {
            context.Output.Write(Encoding.UTF8.GetBytes(HealthText.ForPeople(report)));
            context.Output.Write(Encoding.UTF8.GetBytes(timing?.ForPeople() ?? string.Empty));
        }

        return report.DemoObstacles.Count == 0 ? ExitCode.Ok : ExitCode.MissingLibrary;
    }

    private static IReadOnlyList<LibraryReport> ThisMachine() =>
    [
        new("fathom", ProbeStatus.Works, ProductVersion.Text, null),
        new("operating system", ProbeStatus.Works, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores", null),
        new(".NET", ProbeStatus.Works, RuntimeInformation.FrameworkDescription, null),
    ];

    private static IReadOnlyList<LibraryReport> DataLibraries() =>
    [
        .. CompressionLibrary.All.Select(library => library.IsAvailable
            ? new LibraryReport(library.Name, ProbeStatus.Works, library == CompressionLibrary.Blosc ? "with " + Blosc.InnerCodecs : "found", null)
            : new LibraryReport(library.Name, ProbeStatus.Missing, "not installed; stores packed with it cannot be read", library.Package)),
    ];
}
