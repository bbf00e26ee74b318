using System.Collections.Generic;
using System.Linq;
using Fathom.Bench.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Data;

/// <summary><c>fathom bench data</c>: the data plane against a naive mode that is kept for this purpose.</summary>
internal sealed class DataCommand : IBenchCommand
{
    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        BenchCommandTable.Program,
        "data",
        "Read, transform and keep data, against a pool a request and no caches.",
        [
            new("quick", OptionKind.Flag, "Smaller cases, for a look: the goals are printed, not gated") { CommandLineOnly = true },
            new("only", OptionKind.Text, "Only these rows") { ValueName = "NAME", Choices = [.. DataMeasures.All.Select(static measure => measure.Name)], CommandLineOnly = true },
            new("json", OptionKind.Flag, "Print one JSON object") { CommandLineOnly = true },
            new("child", OptionKind.Text, "One figure of one mode, for the parent process") { CommandLineOnly = true, Hidden = true },
        ])
    {
        Examples =
        [
            ("fathom bench data", "All rows; exits with 6 when a goal is missed."),
            ("fathom bench data --quick --only transforms", "Transforms only, in a second."),
            ("fathom bench data --json", "The same for a program."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, BenchContext context)
    {
        if (parsed.Text("child") is { } child)
        {
            return ChildFigures.Print(child, context);
        }

        var options = new DataOptions(parsed.Flag("quick"), context.Time, context.Interrupt);
        var rows = new List<DataRow>();
        foreach (DataMeasure measure in DataMeasures.All)
        {
            if (parsed.Text("only") is not { } only || only == measure.Name)
            {
                context.Error.WriteLine($"measuring {measure.Name} …");
                rows.AddRange(measure.Run(options));
            }

            context.Interrupt.ThrowIfCancellationRequested();
        }

        if (parsed.Flag("json"))
        {
            DataReport.WriteJson(context, rows, options);
        }
        else
        {
            DataReport.Say(context, rows);
        }

        return !options.IsQuick && rows.Any(static row => row.IsPassed == false) ? ExitCode.GateFailed : ExitCode.Ok;
    }
}
