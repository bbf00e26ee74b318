using System;
using System.Linq;
using Fathom.Make.SystemPackages;
using Fathom.Make.Verbs;

namespace Fathom.Make;

/// <summary>What build.sh and build.ps1 call: one verb, then its arguments.</summary>
internal static class Program
{
    internal const string Help = """
        Usage: build.sh VERB [arguments]

          setup [--full]        install the system packages that are missing (--full: also those that only some tests want)
          build                 build everything; the programs lie in artifacts/bin
          run [arguments]       set up, build, then 'fathom demo' with the arguments
          test [--filter TEXT]  set up, build, test; the last line is the totals
          soak [--filter TEXT]  the long tests
          bench [arguments]     benchmarks; --filter PATTERN chooses, 'gate' checks allocated bytes
          fuzz [arguments]      fuzz the parsers; --seconds N --seed N
          format [--fix]        check the format of the sources, or mend it
          publish               single-file programs for linux-x64 and win-x64 in artifacts/publish
        """;

    private static int Main(string[] arguments)
    {
        try
        {
            return Run(arguments);
        }
        catch (MakeException error)
        {
            Console.Error.WriteLine($"build: {error.What}");
            Console.Error.WriteLine($"  why: {error.Why}");
            Console.Error.WriteLine($"  how: {error.How}");
            return error.ExitCode;
        }
    }

    private static int Run(string[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] is "--help" or "-h" or "help")
        {
            Console.WriteLine(Help);
            return arguments.Length == 0 ? MakeException.Usage : 0;
        }

        var repository = Repository.Find();
        string[] rest = arguments[1..];
        switch (arguments[0])
        {
            case "setup":
                SetupVerb.Run(repository, Takes(rest, "--full") ? NeedTier.Full : NeedTier.Test);
                return 0;
            case "build":
                None(rest);
                BuildVerb.Run(repository);
                return 0;
            case "run":
                SetupVerb.Run(repository, NeedTier.Run);
                BuildVerb.Run(repository);
                return Shell.Attached(repository.Root, repository.Executable("fathom"), ["demo", .. rest]);
            case "test":
            case "soak":
                var filter = Filter(rest);
                SetupVerb.RunForTests(repository);
                BuildVerb.Run(repository);
                return TestVerb.Run(repository, filter, soak: arguments[0] == "soak");
            case "bench":
                BuildVerb.Run(repository);
                return Shell.Attached(repository.Root, repository.Executable("fathom-bench"), rest);
            case "fuzz":
                BuildVerb.Run(repository);
                return Shell.Attached(repository.Root, repository.Executable("fathom-fuzz"), rest);
            case "format":
                FormatVerb.Run(repository, Takes(rest, "--fix"));
                return 0;
            case "publish":
                None(rest);
                PublishVerb.Run(repository);
                return 0;
            default:
                throw new MakeException(MakeException.Usage, $"There is no verb '{arguments[0]}'.", "It is not in the list of verbs.", "See './build.sh --help'.");
        }
    }

    private static bool Takes(string[] rest, string flag)
    {
        None([.. rest.Where(argument => argument != flag)]);
        return rest.Length > 0;
    }

    private static string? Filter(string[] rest)
    {
        if (rest.Length == 0)
        {
            return null;
        }

        if (rest is ["--filter", var text])
        {
            return text;
        }

        if (rest is [var joined] && joined.StartsWith("--filter=", StringComparison.Ordinal))
        {
            return joined["--filter=".Length..];
        }

        None(rest);
        return null;
    }

    private static void None(string[] rest)
    {
        if (rest.Length > 0)
        {
            throw new MakeException(MakeException.Usage, $"Do not know what to do with '{rest[0]}'.", "The verb does not take it.", "See './build.sh --help'.");
        }
    }
}
