using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Fuzz.Engine;
using Fathom.Fuzz.Targets;
using Fathom.Protocol.Errors;

namespace Fathom.Fuzz;

internal static class Program
{
    private const double InputsPerSecond = 1_000_000 / 60.0;
    private const double CoverageFloor = 90;
    private static readonly TimeSpan s_coverageTime = TimeSpan.FromSeconds(12);

    private const string Help = """
        Feeds broken and unusual bytes to everything that reads from the network: frames of the state channel, pixel messages, view blocks,
        parameter sets, decoder configurations, NAL units; and recordings.

        Usage: fathom-fuzz [--seconds N] [--seed N] [--corpus FOLDER] [--workers N] [--no-coverage]
               fathom-fuzz --input TARGET FILE    feeds one saved input (json, pixel, nal, set, record, recording)

        Ends with 6 when an input was treated wrongly (it is saved below artifacts/fuzz), when fewer than a million inputs a minute
        were made, or when less than 90 % of the parsers' lines were reached.

        Examples:
          fathom-fuzz --seconds 60
              What the gate runs.
          fathom-fuzz --seconds 600 --seed 7 --no-coverage
              Looks longer, elsewhere.
        """;

    private static int Main(string[] arguments) => ProgramBoundary.Run("fathom-fuzz", Console.Error, () => Run(arguments));

    private static ExitCode Run(string[] arguments)
    {
        var options = new FuzzOptions();
        List<string> corpora = [AllTargets.CorpusFolder];
        bool withCoverage = true;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--help" or "-h":
                    Console.WriteLine(Help);
                    return ExitCode.Ok;
                case "--no-coverage":
                    withCoverage = false;
                    break;
                case "--seconds":
                    options = options with { Duration = TimeSpan.FromSeconds(Number(arguments, ++i)) };
                    break;
                case "--seed":
                    options = options with { Seed = (int)Number(arguments, ++i) };
                    break;
                case "--workers":
                    options = options with { Workers = Math.Max(1, (int)Number(arguments, ++i)) };
                    break;
                case "--corpus":
                    corpora.Add(Text(arguments, ++i));
                    break;
                case "--input":
                    return Replay(Text(arguments, i + 1), Text(arguments, i + 2));
                default:
                    throw Usage($"{arguments[i]} is not an option.");
            }
        }

        return Run(options, Corpus.Load(corpora), withCoverage);
    }

    private static ExitCode Run(FuzzOptions options, Corpus corpus, bool withCoverage)
    {
        string? root = FindRoot();
        var run = new FuzzRun(options, () => AllTargets.Make(corpus));
        run.Run();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz: {run.Inputs} inputs in {options.Duration.TotalSeconds} s, seed {options.Seed}, {run.Findings.Count} treated wrongly"));
        foreach (Finding finding in run.Findings)
        {
            Console.WriteLine($"fuzz: {finding.Target} {Save(root ?? Directory.GetCurrentDirectory(), finding)}: {finding.Reason}");
        }

        bool isGood = run.Findings.Count == 0;
        if (run.Inputs < InputsPerSecond * options.Duration.TotalSeconds)
        {
            Console.WriteLine("fuzz: fewer than a million inputs a minute");
            isGood = false;
        }

        return (!withCoverage || Cover(root)) && isGood ? ExitCode.Ok : ExitCode.GateFailed;
    }

    private static bool Cover(string? root)
    {
        if (root is null)
        {
            Console.WriteLine("fuzz: parser lines reached: not measured, since this is not a checkout; --no-coverage leaves it out");
            return false;
        }

        (double? percent, IReadOnlyList<string> details) = ParserCoverage.Measure(root, s_coverageTime);
        foreach (string detail in details)
        {
            Console.WriteLine("  " + detail);
        }

        string reached = percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "not measured";
        Console.WriteLine($"fuzz: parser lines reached: {reached} (floor {CoverageFloor} %)");
        return percent >= CoverageFloor;
    }

    private static ExitCode Replay(string name, string file)
    {
        byte[] input = File.ReadAllBytes(file);
        foreach (IFuzzTarget target in AllTargets.Make(Corpus.Load(AllTargets.CorpusFolder)))
        {
            if (target.Name == name)
            {
                target.Execute(input);
                Console.WriteLine("fuzz: treated well");
                return ExitCode.Ok;
            }
        }

        throw Usage($"{name} is no target.");
    }

    private static string Save(string root, Finding finding)
    {
        string folder = Path.Combine(root, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(finding.Input))[..12];
        string path = Path.Combine(folder, $"{finding.Target}-{hash}.bin");
        File.WriteAllBytes(path, finding.Input);
        return path;
    }

    private static string? FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fathom.slnx")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string Text(string[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : throw Usage($"{arguments[^1]} needs something behind it.");

    private static double Number(string[] arguments, int index) =>
        double.TryParse(Text(arguments, index), CultureInfo.InvariantCulture, out double value) && value >= 0
            ? value
            : throw Usage($"{arguments[index]} is not a number of 0 or more.");

    private static FathomException Usage(string why) => new(ExitCode.Usage, "Cannot read the command line.", why, "See fathom-fuzz --help.");
}
