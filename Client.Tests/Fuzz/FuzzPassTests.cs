using System;
using System.Globalization;
using System.Linq;
using Fathom.Fuzz;
using Fathom.Fuzz.Engine;
using Fathom.Fuzz.Targets;
using Fathom.Protocol.Configuration;
using Xunit;

namespace Fathom.Client.Tests.Fuzz;

public sealed class FuzzPassTests
{
    /// <summary>A moment of fuzzing in every test run; the fuzzer runs it for longer under the coverage collector, to see which lines it reaches.</summary>
    [Fact]
    public void The_parsers_keep_their_promises_on_generated_inputs()
    {
        string? seconds = ProcessEnvironment.Get(ParserCoverage.SecondsVariable);
        var options = new FuzzOptions
        {
            Duration = seconds is null ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)),
            InputsPerWorker = seconds is null ? 4000 : long.MaxValue,
            Workers = 2,
            HangLimit = TimeSpan.FromSeconds(10),
        };
        Corpus corpus = Corpus.Load(AllTargets.CorpusFolder);
        var run = new FuzzRun(options, () => AllTargets.Make(corpus));

        run.Run();

        Assert.True(run.Findings.Count == 0, string.Join(Environment.NewLine, run.Findings.Select(finding => $"{finding.Target} {Convert.ToHexString(finding.Input)} {finding.Reason}")));
        Assert.True(run.Inputs >= 1000, $"only {run.Inputs} inputs");
    }
}
