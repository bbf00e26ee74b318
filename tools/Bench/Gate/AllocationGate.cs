using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Fathom.Protocol.Errors;
using Perfolizer.Horology;

namespace Fathom.Bench.Gate;

/// <summary>
/// Runs the benchmarks of the category <c>Gate</c> briefly and compares the bytes that an operation allocates with the checked-in figures.
/// Times are ignored: shared machines make them worthless as a gate, while allocations repeat exactly.
/// </summary>
internal static class AllocationGate
{
    /// <summary>The runtime's own threads are counted too, now and then; what an operation allocates comes back every time.</summary>
    private const int Attempts = 3;

    /// <summary>The category of benchmarks that the gate covers.</summary>
    public const string Category = "Gate";

    public static ExitCode Run(string[] filters)
    {
        var expected = ReadExpected();
        var measured = Measure(item => filters.Length == 0 || filters.Any(filter => item.Contains(filter, StringComparison.OrdinalIgnoreCase)));
        for (var attempt = 1; attempt < Attempts && measured.Any(pair => IsBeyond(expected, pair)); attempt++)
        {
            var again = measured.Where(pair => IsBeyond(expected, pair)).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var (name, bytes) in Measure(again.Contains))
            {
                measured[name] = bytes < measured[name] ? bytes : measured[name];
            }
        }

        var failures = filters.Length == 0 ? Compare(expected, measured) : Compare(expected.Where(pair => measured.ContainsKey(pair.Key)).ToDictionary(), measured);
        foreach (var (name, bytes) in measured.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{name}: {bytes} B/op, allowed {(expected.TryGetValue(name, out var limit) ? $"{limit} B" : "nothing listed")}");
        }

        foreach (var failure in failures)
        {
            Console.Error.WriteLine($"gate: {failure}");
        }

        Console.WriteLine($"allocation gate: {measured.Count} benchmarks, {failures.Count} beyond their figure");
        return failures.Count == 0 ? ExitCode.Ok : ExitCode.GateFailed;
    }

    private static IReadOnlyList<string> Compare(IReadOnlyDictionary<string, long> expected, IReadOnlyDictionary<string, long?> measured)
    {
        var failures = new List<string>();
        foreach (var (name, bytes) in measured)
        {
            if (bytes is not { } value)
            {
                failures.Add($"{name} did not run to its end.");
            }
            else if (!expected.TryGetValue(name, out var limit))
            {
                failures.Add($"{name} is of the category {Category} but has no figure in Gate/expected-bytes.json.");
            }
            else if (value > limit)
            {
                failures.Add($"{name} allocates {value} B an operation; {limit} B are allowed.");
            }
        }

        failures.AddRange(expected.Keys.Where(name => !measured.ContainsKey(name)).Select(name => $"{name} is listed in Gate/expected-bytes.json, but there is no such benchmark."));
        return failures;
    }

    private static bool IsBeyond(IReadOnlyDictionary<string, long> expected, KeyValuePair<string, long?> measured) =>
        expected.TryGetValue(measured.Key, out var limit) && measured.Value > limit;

    private static Dictionary<string, long?> Measure(Func<string, bool> isWanted)
    {
        var job = Job.Default
            .WithToolchain(InProcessNoEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(2)
            .WithIterationTime(TimeInterval.FromMilliseconds(60));
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "fathom-gate-" + Environment.ProcessId))
            .WithOption(ConfigOptions.DisableOptimizationsValidator, true)
            .WithOption(ConfigOptions.DisableLogFile, true);
        var measured = new Dictionary<string, long?>(StringComparer.Ordinal);

        // The compiler's own types are among them, and generic ones cannot be asked.
        foreach (var type in typeof(AllocationGate).Assembly.GetTypes().Where(static type => type.IsPublic))
        {
            var cases = BenchmarkConverter.TypeToBenchmarks(type, config).BenchmarksCases
                .Where(item => item.Descriptor.HasCategory(Category) && isWanted(Name(item)))
                .ToArray();
            if (cases.Length > 0)
            {
                foreach (var report in BenchmarkRunner.Run(new BenchmarkRunInfo(cases, type, ImmutableConfigBuilder.Create(config))).Reports)
                {
                    measured[Name(report.BenchmarkCase)] = report.Success ? Bytes(report) : null;
                }
            }
        }

        return measured;
    }

    private static string Name(BenchmarkCase item) => item.HasParameters
        ? $"{item.Descriptor.Type.Name}.{item.Descriptor.WorkloadMethod.Name}({item.Parameters.DisplayInfo})"
        : $"{item.Descriptor.Type.Name}.{item.Descriptor.WorkloadMethod.Name}";

    private static long? Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);

    private static Dictionary<string, long> ReadExpected()
    {
        using var stream = typeof(AllocationGate).Assembly.GetManifestResourceStream("expected-bytes.json")
            ?? throw new InvalidOperationException("The figures are not embedded.");
        return JsonSerializer.Deserialize<Dictionary<string, long>>(stream) ?? [];
    }
}
