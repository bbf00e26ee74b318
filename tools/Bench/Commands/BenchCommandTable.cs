using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Bench.Data;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Commands;

/// <summary>The measurements by name, and the way from the arguments to one of them. Arguments that begin with a dash are BenchmarkDotNet's.</summary>
internal sealed class BenchCommandTable
{
    /// <summary>What people type before a measurement's name.</summary>
    public const string Program = "fathom bench";

    private readonly IReadOnlyList<IBenchCommand> _commands;

    /// <summary>Creates the table that the program uses.</summary>
    public BenchCommandTable()
        : this([new PipelineCommand(), new CompareCommand(), new RenderCommand(), new DataCommand(), new GateCommand()])
    {
    }

    /// <summary>Creates a table of the given measurements.</summary>
    public BenchCommandTable(IReadOnlyList<IBenchCommand> commands) => _commands = commands;

    /// <summary>Runs what the arguments ask for; the first is the measurement's name.</summary>
    public ExitCode Run(IReadOnlyList<string> arguments, BenchContext context)
    {
        if (arguments.Count == 0 || arguments[0] is "--help" or "-h" or "-?" or "help")
        {
            context.Say(Overview());
            return ExitCode.Ok;
        }

        string name = arguments[0];
        if (_commands.FirstOrDefault(known => known.Definition.Name == name) is not { } command)
        {
            string[] names = [.. _commands.Select(known => known.Definition.Name)];
            throw new FathomException(
                ExitCode.Usage,
                $"'{Program}' knows no measurement '{name}'.",
                NearestName.Find(name, names) is { } nearest ? $"The nearest is '{nearest}'." : $"The measurements are {string.Join(", ", names)}.",
                $"See '{Program} --help'.");
        }

        string[] rest = [.. arguments.Skip(1)];
        if (CommandLineParser.AsksForHelp(rest))
        {
            context.Say(HelpText.Page(command.Definition));
            return ExitCode.Ok;
        }

        ParsedCommand parsed = CommandLineParser.Parse(command.Definition, rest, context.Sources);
        foreach (string warning in parsed.Warnings)
        {
            context.Error.WriteLine($"{Program}: {warning}");
        }

        return command.Run(parsed, context);
    }

    private string Overview()
    {
        var text = new StringBuilder();
        text.AppendLine("Measures Fathom: the whole ways by name, the pieces by BenchmarkDotNet.").AppendLine();
        text.AppendLine($"Usage: {Program} MEASUREMENT [OPTION...]").AppendLine($"       {Program} --filter PATTERN [options of BenchmarkDotNet]");
        text.AppendLine().AppendLine("Measurements:");
        foreach (IBenchCommand command in _commands)
        {
            text.Append("  ").Append(command.Definition.Name.PadRight(10)).AppendLine(command.Definition.Summary);
        }

        text.AppendLine().AppendLine("Examples:");
        text.AppendLine($"  {Program} --list flat            name every benchmark");
        text.AppendLine($"  {Program} --filter Decode        run those of a folder, a category or a class");
        text.AppendLine().Append($"'{Program} MEASUREMENT --help' explains one of them.");
        return text.ToString();
    }
}
