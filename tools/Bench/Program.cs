using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Fathom.Bench.Gate;
using Fathom.Protocol.Errors;

namespace Fathom.Bench;

internal static class Program
{
    private const string Help = """
        Measures the pieces of Fathom.

        Usage: fathom-bench [--filter PATTERN] [options of BenchmarkDotNet]
               fathom-bench gate          checks that the hot pieces allocate no more than Gate/expected-bytes.json says
               fathom-bench --list flat   names the benchmarks

        Examples:
          fathom-bench --list flat
              Names every benchmark.
          fathom-bench gate
              Exits with 6 when something allocates more than it may.
        """;

    private static int Main(string[] arguments) => ProgramBoundary.Run("fathom-bench", Console.Error, () => Run(arguments));

    private static ExitCode Run(string[] arguments)
    {
        if (arguments is [] or ["--help"] or ["-h"])
        {
            Console.WriteLine(Help);
            return ExitCode.Ok;
        }

        if (arguments is ["--version"])
        {
            Console.WriteLine(typeof(Program).Assembly.GetName().Version?.ToString(3));
            return ExitCode.Ok;
        }

        if (arguments[0] == "gate")
        {
            return AllocationGate.Run(arguments[1..]);
        }

        var expanded = WithWildcards(arguments);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(expanded, Configuration()).ToList();
        return summaries.Any(summary => summary.HasCriticalValidationErrors) ? ExitCode.Bug : ExitCode.Ok;
    }

    /// <summary>In this process: the library's usual way builds a project of its own, to which the rules of this repository would apply.</summary>
    private static IConfig Configuration() => DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithMaxIterationCount(20).AsDefault())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithOption(ConfigOptions.JoinSummary, true)
        .WithArtifactsPath(Path.Combine("artifacts", "bench"));

    /// <summary>People write <c>--filter Protocol</c>; the library wants patterns over full names, and knows nothing of categories there.</summary>
    private static string[] WithWildcards(string[] arguments)
    {
        var expanded = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            expanded.Add(arguments[i]);
            if (arguments[i] == "--filter" && i + 1 < arguments.Length && !arguments[i + 1].Contains('*', StringComparison.Ordinal))
            {
                var text = arguments[++i];
                expanded.Add($"*{text}*");
                expanded.AddRange(typeof(Program).Assembly.GetTypes().Where(type => IsOfCategory(type, text)).Select(type => $"{type.FullName}.*"));
            }
        }

        return [.. expanded];
    }

    private static bool IsOfCategory(Type type, string text) =>
        type.GetCustomAttributes<BenchmarkCategoryAttribute>().Any(category => category.Categories.Contains(text, StringComparer.OrdinalIgnoreCase));
}
