using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Fathom.Bench.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench;

internal static class Program
{
    private static int Main(string[] arguments) => ProgramBoundary.Run("fathom-bench", Console.Error, () => Run(arguments));

    private static ExitCode Run(string[] arguments)
    {
        if (arguments is ["--version"])
        {
            Console.WriteLine(typeof(Program).Assembly.GetName().Version?.ToString(3));
            return ExitCode.Ok;
        }

        if (arguments is [] or ["--help"] or ["-h"] or ["-?"] || !arguments[0].StartsWith('-'))
        {
            using var interrupt = new CancellationTokenSource();
            void Interrupted(PosixSignalContext signal)
            {
                // The first signal ends a measurement in order; a second one ends us at once.
                signal.Cancel = !interrupt.IsCancellationRequested;
                interrupt.Cancel();
            }

            using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupted);
            using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupted);
            var context = new BenchContext(
                Console.OpenStandardOutput(), Console.Error, ConfigurationSources.FromProcess(), TimeProvider.System, interrupt.Token);
            return new BenchCommandTable().Run(arguments, context);
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
