using System;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Commands;

namespace Fathom.VolumeServer;

internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        ProgramBoundary.RunAsync(ServerCommands.Program, Console.Error, () => RunAsync(arguments));

    private static async Task<ExitCode> RunAsync(string[] arguments)
    {
        if (arguments is ["--version"])
        {
            Console.Out.WriteLine(typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            return ExitCode.Ok;
        }

        CommandDefinition? command = arguments.Length == 0 ? null : ServerCommands.All.FirstOrDefault(known => known.Name == arguments[0]);
        if (command is null)
        {
            return Overview(arguments);
        }

        if (CommandLineParser.AsksForHelp(arguments))
        {
            Console.Out.WriteLine(HelpText.Page(command));
            return ExitCode.Ok;
        }

        ParsedCommand parsed = CommandLineParser.Parse(command, arguments[1..], ConfigurationSources.FromProcess());
        foreach (string warning in parsed.Warnings)
        {
            Console.Error.WriteLine($"{ServerCommands.Program}: {warning}");
        }

        return command == ServerCommands.Serve ? await ServeCommand.RunAsync(parsed).ConfigureAwait(false) : SelfTestCommand.Run(parsed);
    }

    private static ExitCode Overview(string[] arguments)
    {
        if (arguments.Length > 0 && !CommandLineParser.AsksForHelp(arguments))
        {
            throw new FathomException(
                ExitCode.Usage,
                $"'{ServerCommands.Program}' knows no command '{arguments[0]}'.",
                $"Its commands are {string.Join(" and ", ServerCommands.All.Select(command => command.Name))}.",
                $"See '{ServerCommands.Program} --help'.");
        }

        Console.Out.WriteLine("The reference server of Fathom.");
        Console.Out.WriteLine();
        foreach (CommandDefinition command in ServerCommands.All)
        {
            Console.Out.WriteLine($"  {command.FullName,-24}{command.Summary}");
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"'{ServerCommands.Program} COMMAND --help' says more.");
        return ExitCode.Ok;
    }
}
