using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Make.Testing;

namespace Fathom.Make.Verbs;

/// <summary>Runs the tests, shows failures and skips with their reasons, checks coverage, and ends with the line of totals.</summary>
internal static class TestVerb
{
    public static int Run(Repository repository, string? filter, bool soak)
    {
        if (Directory.Exists(repository.TestResults))
        {
            Directory.Delete(repository.TestResults, recursive: true);
        }

        Directory.CreateDirectory(repository.TestResults);
        var withCoverage = filter is null && !soak;
        var notes = Path.Combine(repository.TestResults, "notes.txt");
        var results = Path.Combine(repository.TestResults, "results.trx");
        var environment = new Dictionary<string, string>
        {
            ["FATHOM_TEST_NOTES"] = notes,
            ["FATHOM_VECTORS_REPORT"] = notes,
        };

        var (code, output) = Shell.Captured(repository.Root, "dotnet", Arguments(repository, filter, soak, withCoverage), environment);
        var report = TestReport.Read(results);
        Show(report, notes);
        var gatesPass = !withCoverage || CheckCoverage(repository);
        if (code != 0 && report.Failures.Count == 0)
        {
            Console.Error.WriteLine(output.TrimEnd());
            Console.Error.WriteLine($"test: the runner ended with {code} although no test failed; its output stands above.");
        }

        if (report.Passed + report.Failures.Count + report.Skips.Count == 0)
        {
            Console.Error.WriteLine($"test: no test matches '{filter}'.");
            gatesPass = false;
        }

        Console.WriteLine(report.Totals);
        return code != 0 || !gatesPass ? MakeException.GateFailed : 0;
    }

    private static List<string> Arguments(Repository repository, string? filter, bool soak, bool withCoverage)
    {
        var category = soak ? "Category=Soak" : "Category!=Soak";
        var chosen = filter is null ? category
            : filter.AsSpan().IndexOfAny("=~!") >= 0 ? $"({filter})&{category}"
            : $"FullyQualifiedName~{filter}&{category}";
        var arguments = new List<string>
        {
            "test", Path.Combine(repository.Root, "Client.Tests", "Client.Tests.csproj"), "-c", "Release", "--no-build", "-nologo",
            "--filter", chosen,
            "--logger", "trx;LogFileName=results.trx",
            "--results-directory", repository.TestResults,
            "--blame-hang-timeout", soak ? "60m" : "3m", "--blame-hang-dump-type", "none",
        };
        if (withCoverage)
        {
            arguments.AddRange(["--collect", "XPlat Code Coverage", "--settings", Path.Combine(repository.Root, "Client.Tests", "coverage.runsettings")]);
        }

        return arguments;
    }

    private static void Show(TestReport report, string notes)
    {
        if (File.Exists(notes))
        {
            Console.Write(File.ReadAllText(notes));
        }

        foreach (var group in report.Skips.GroupBy(skip => skip.Reason.Trim()))
        {
            Console.WriteLine($"skipped {group.Count()}: {group.Key}");
        }

        foreach (var (name, message) in report.Failures)
        {
            Console.Error.WriteLine($"FAILED {name}");
            Console.Error.WriteLine("  " + message.Trim().ReplaceLineEndings(Environment.NewLine + "  "));
        }
    }

    private static bool CheckCoverage(Repository repository)
    {
        var passes = true;
        foreach (var reached in CoverageGate.MeasureFolder(Path.Combine(repository.Root, "tools", "Make", "coverage-gate.txt"), repository.TestResults))
        {
            passes &= reached.Passes;
            Console.WriteLine($"coverage {reached.Area.Name}: {reached.Percent:0.0} % of {reached.Lines} lines{(reached.Passes ? string.Empty : $", below the floor of {reached.Area.Floor} %")}");
        }

        return passes;
    }
}
