using System;
using System.Reflection;
using System.Threading.Tasks;
using Fathom.ImpairmentProxy.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.ImpairmentProxy;

internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        ProgramBoundary.RunAsync(ImpairOptions.Program, Console.Error, () => RunAsync(arguments));

    private static async Task<ExitCode> RunAsync(string[] arguments)
    {
        if (arguments is ["--version"])
        {
            Console.Out.WriteLine(typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            return ExitCode.Ok;
        }

        if (CommandLineParser.AsksForHelp(arguments))
        {
            Console.Out.WriteLine(HelpText.Page(ImpairOptions.Definition));
            return ExitCode.Ok;
        }

        ParsedCommand parsed = CommandLineParser.Parse(ImpairOptions.Definition, arguments, ConfigurationSources.FromProcess());
        foreach (string warning in parsed.Warnings)
        {
            Console.Error.WriteLine($"{ImpairOptions.Program}: {warning}");
        }

        return await ImpairCommand.RunAsync(parsed).ConfigureAwait(false);
    }
}
