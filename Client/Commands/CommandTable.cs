using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Client.Doctor;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>All commands, and the way from the arguments to one of them.</summary>
internal sealed class CommandTable
{
    private const string Program = "fathom";

    private readonly IReadOnlyList<ICommand> _commands;
    private readonly IReadOnlyList<SiblingProgram> _siblings;

    /// <summary>Creates the table that the program uses.</summary>
    public CommandTable()
        : this(
            [new DemoCommand(), new ConnectCommand(), new SnapshotCommand(), new CalibrateCommand(), new ExportCommand(), new ProfileCommand(), new RecordCommand(), new ReplayCommand(), new DoctorCommand()],
            [
                new SiblingProgram("serve", "fathom-server", "Serve volumes: the reference server.", PassName: true, TieOption: "--die-with-stdin"),
                new SiblingProgram("bench", "fathom-bench", "Measure.", PassName: false),
            ])
    {
    }

    /// <summary>Creates a table of the given commands.</summary>
    public CommandTable(IReadOnlyList<ICommand> commands, IReadOnlyList<SiblingProgram> siblings)
    {
        _commands = commands;
        _siblings = siblings;
    }

    /// <summary>What the commands are called and take.</summary>
    public IEnumerable<CommandDefinition> Definitions => _commands.SelectMany(static command => command.Verbs.Prepend(command)).Select(static command => command.Definition);

    /// <summary>Runs what the arguments ask for.</summary>
    public ExitCode Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        if (arguments.Count > 1 && arguments[0] == "help" && !arguments[1].StartsWith('-'))
        {
            return Run([.. arguments.Skip(1), "--help"], context);
        }

        if (arguments.Count == 0 || arguments[0] is "--help" or "-h" or "-?" or "help")
        {
            return Say(context, Overview());
        }

        string name = arguments[0];
        if (name is "--version" or "version")
        {
            return Say(context, $"{Program} {ProductVersion.Text}\n");
        }

        var rest = new List<string>(arguments.Count);
        for (int i = 1; i < arguments.Count; i++)
        {
            rest.Add(arguments[i]);
        }

        foreach (SiblingProgram sibling in _siblings)
        {
            if (sibling.Command == name)
            {
                return sibling.Run(rest, context);
            }
        }

        foreach (ICommand command in _commands)
        {
            if (command.Definition.Name == name)
            {
                ICommand? verb = rest.Count == 0 ? null : command.Verbs.FirstOrDefault(verb => verb.Definition.Name == $"{name} {rest[0]}");
                return verb is null ? Run(command, rest, context) : Run(verb, rest[1..], context);
            }
        }

        List<string> names = Names();
        throw new FathomException(
            ExitCode.Usage,
            $"'{Program}' knows no command '{name}'.",
            NearestName.Find(name, names) is { } nearest ? $"The nearest is '{nearest}'." : $"The commands are {string.Join(", ", names)}.",
            $"See '{Program} --help'.");
    }

    private static ExitCode Run(ICommand command, List<string> arguments, CommandContext context)
    {
        if (CommandLineParser.AsksForHelp(arguments))
        {
            return Say(context, HelpText.Page(command.Definition));
        }

        ParsedCommand parsed = CommandLineParser.Parse(command.Definition, arguments, context.Sources);
        foreach (var warning in parsed.Warnings)
        {
            context.Error.WriteLine($"{command.Definition.Program}: {warning}");
        }

        if (command.Definition.Find(ClientOptions.PrintConfig) is not null && parsed.Flag(ClientOptions.PrintConfig))
        {
            return Say(context, HelpText.Configuration(parsed));
        }

        return command.Run(parsed, context);
    }

    private static ExitCode Say(CommandContext context, string text)
    {
        context.Output.Write(Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));
        context.Output.Flush();
        return ExitCode.Ok;
    }

    private string Overview()
    {
        var text = new StringBuilder();
        text.AppendLine("fathom: look at volumes that are rendered somewhere else.").AppendLine();
        text.AppendLine($"Usage: {Program} COMMAND [OPTION...]").AppendLine().AppendLine("Commands:");
        foreach (ICommand command in _commands)
        {
            text.Append("  ").Append(command.Definition.Name.PadRight(10)).AppendLine(command.Definition.Summary);
        }

        foreach (SiblingProgram sibling in _siblings)
        {
            text.Append("  ").Append(sibling.Command.PadRight(10)).AppendLine($"{sibling.Summary} ('{sibling.Executable}' does it.)");
        }

        text.AppendLine().AppendLine("Examples:");
        text.AppendLine("  fathom demo                            show a generated volume in a window");
        text.AppendLine("  fathom connect ws://127.0.0.1:8081     show what a running server has");
        text.AppendLine().AppendLine($"'{Program} COMMAND --help' explains one command; '{Program} --version' says which version this is.");
        return text.ToString();
    }

    private List<string> Names()
    {
        var names = new List<string>();
        foreach (ICommand command in _commands)
        {
            names.Add(command.Definition.Name);
        }

        foreach (SiblingProgram sibling in _siblings)
        {
            names.Add(sibling.Command);
        }

        return names;
    }
}
