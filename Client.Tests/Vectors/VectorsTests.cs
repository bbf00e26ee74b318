using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Configuration;
using Xunit;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Runs messages and conversations of the real system, as files: our own few, and any folders named by <c>FATHOM_VECTORS</c>.</summary>
public sealed class VectorsTests
{
    private const string FoldersVariable = "FATHOM_VECTORS";
    private const string ReportVariable = "FATHOM_VECTORS_REPORT";

    [Fact]
    public void Our_own_vectors_agree()
    {
        Run("fixtures", [Path.Combine(AppContext.BaseDirectory, "Fixtures", "vectors")]);
    }

    [SkippableFact]
    public void Vectors_of_the_named_folders_agree()
    {
        string? folders = ProcessEnvironment.Get(FoldersVariable);
        Skip.If(folders is null, $"{FoldersVariable} names no folder with vectors.");

        Run("vectors", folders!.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static void Run(string label, IReadOnlyList<string> folders)
    {
        var run = new VectorRun();
        foreach (string folder in folders)
        {
            run.Folder(folder);
        }

        Report([.. run.Lines.Select(line => $"{label}: {line}")]);
        Assert.True(run.Failures.Count == 0, string.Join(Environment.NewLine, run.Failures.Prepend($"{run.Failures.Count} differences:")));
    }

    private static void Report(IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            Console.Out.WriteLine(line);
        }

        if (ProcessEnvironment.Get(ReportVariable) is string path)
        {
            TestNotes.Append(path, lines);
        }
    }
}
