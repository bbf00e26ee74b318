using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Tests.EndToEnd;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The whole of <c>fathom profile</c>, with real processes.</summary>
public sealed class ProfileCommandTests : IDisposable
{
    private static readonly string[] s_files = ["report.html", "session.csv", "session.jsonl", "trace.json"];

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-profile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_profile_of_the_demo_measures_and_writes_four_files()
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "profile", "--demo", "--headless", "--seconds", "3", "--warmup", "0.5", "--size", "640x360", "--json", "-o", _folder);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal(s_files, Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        JsonElement summary = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("exact", summary.GetProperty("mode").GetString());
        int count = summary.GetProperty("intent_to_picture_ms").GetProperty("n").GetInt32();
        Assert.True(count > 0);
        Assert.Equal(count, summary.GetProperty("encode").GetProperty("n").GetInt32());
        Assert.Contains("fathom: scrub, run 1 of 1", outcome.Error, StringComparison.Ordinal);

        // The files say the same as standard output.
        ProfileSummary again = SummaryMaker.Of(SessionReader.ReadFolder(_folder));
        Assert.Equal(count, again.Total.Count);
        // The files round each time; two roundings may fall on either side of a half.
        Assert.Equal(summary.GetProperty("intent_to_picture_ms").GetProperty("p95").GetDouble(), again.Total.P95, 0.02);
    }

    [SkippableFact]
    public async Task An_interrupted_profile_keeps_what_it_has()
    {
        using Programs.RunningProgram program = Programs.Start("fathom", ["profile", "--demo", "--headless", "--seconds", "600", "--warmup", "0", "--size", "320x180", "--json", "-o", _folder]);
        try
        {
            await program.UntilSaidAsync("run 1 of 1");
        }
        catch (Xunit.Sdk.TrueException) when (program.HasExited)
        {
            Programs.SkipIfLacking(await program.EndAsync());
            throw;
        }

        await program.SignalAsync("INT");
        Programs.Outcome outcome = await program.EndAsync();

        Assert.Equal(130, outcome.ExitCode);
        Assert.Equal(s_files, Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal("interrupted", JsonDocument.Parse(outcome.Output).RootElement.GetProperty("exit_reason").GetString());
        Assert.Contains("Interrupted.", File.ReadAllText(Path.Combine(_folder, "report.html")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_slow_network_is_named_and_its_round_trip_measured()
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "profile", "--demo", "--headless", "--seconds", "4", "--warmup", "0.5", "--size", "320x180", "--net", "delay=100", "--scenario", "random-seek", "--json", "-o", _folder);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        JsonElement summary = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("delay=100", summary.GetProperty("net").GetString());

        // Never less than the link takes, on any machine; half a millisecond is the tolerance of its timers.
        Assert.True(summary.GetProperty("transport_ms").GetProperty("p50").GetDouble() >= 199);
        Assert.True(summary.GetProperty("intent_to_picture_ms").GetProperty("p50").GetDouble() >= 199);
    }

    [SkippableFact]
    public async Task First_pictures_are_connections_of_their_own()
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "profile", "--demo", "--headless", "--seconds", "1", "--repeat", "2", "--size", "320x180", "--scenario", "first-picture", "--json", "-o", _folder);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        JsonElement summary = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.True(summary.GetProperty("first_picture_ms").GetProperty("n").GetInt32() >= 2);
        Assert.True(summary.GetProperty("first_picture_ms").GetProperty("p50").GetDouble() > 0);
    }

    [SkippableFact]
    public async Task Reconnections_are_timed()
    {
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "profile", "--demo", "--headless", "--seconds", "5", "--warmup", "0", "--size", "320x180", "--scenario", "reconnect", "--json", "-o", _folder);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.True(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("reconnect_ms").GetProperty("n").GetInt32() >= 1);
    }

    [Fact]
    public async Task Sessions_are_compared_and_checked_with_exit_codes()
    {
        string before = Write("before", new SyntheticSession()), after = Write("after", new SyntheticSession { Seed = 9, Slow = (Fathom.Client.Telemetry.Stage.Encode, 5) });
        string budget = Path.Combine(_folder, "budget.json"), bad = Path.Combine(_folder, "bad.json");
        File.WriteAllText(budget, """{"intent_to_picture_ms":{"p50":17.5}}""");
        File.WriteAllText(bad, """{"latency":1}""");

        Programs.Outcome same = await Programs.RunAsync("fathom", "profile", "compare", before, before);
        Programs.Outcome slower = await Programs.RunAsync("fathom", "profile", "compare", before, after, "--json");
        Programs.Outcome met = await Programs.RunAsync("fathom", "profile", "check", before, "--budget", budget);
        Programs.Outcome broken = await Programs.RunAsync("fathom", "profile", "check", after, "--budget", budget);
        Programs.Outcome wrong = await Programs.RunAsync("fathom", "profile", "check", before, "--budget", bad);
        Programs.Outcome nowhere = await Programs.RunAsync("fathom", "profile", "compare", before, Path.Combine(_folder, "nothing"));

        Assert.Equal([0, 0, 0, 6, 2, 2], new[] { same, slower, met, broken, wrong, nowhere }.Select(outcome => outcome.ExitCode));
        Assert.Contains("There is no difference that this data can show.", same.Output, StringComparison.Ordinal);
        Assert.StartsWith("B is slower", JsonDocument.Parse(slower.Output).RootElement.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Contains("The budget is met.", met.Output, StringComparison.Ordinal);
        Assert.Contains("OVER", broken.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_opens_the_server_is_in_no_file()
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", "profile", "ws://me:hunter2@127.0.0.1:1/?token=hunter3", "--headless", "--seconds", "1", "-o", _folder);
        Programs.SkipIfLacking(outcome);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(s_files, Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(_folder), file => Assert.DoesNotContain("hunter", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no scenario 'scrab'", "--scenario", "scrab")]
    [InlineData("do not go together", "--demo", "ws://127.0.0.1:1")]
    [InlineData("does not describe a network", "--demo", "--net", "fast", "--headless")]
    [InlineData("A profile has an end", "--seconds", "0")]
    [InlineData("No budget is given", "check", "somewhere")]
    public async Task What_cannot_be_done_is_said(string said, params string[] arguments)
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", ["profile", .. arguments, .. arguments[0] == "check" ? Array.Empty<string>() : ["-o", _folder]]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_scenarios_and_what_else_profile_can_do()
    {
        Programs.Outcome profile = await Programs.RunAsync("fathom", "profile", "--help");
        Programs.Outcome compare = await Programs.RunAsync("fathom", "help", "profile", "compare");

        Assert.Contains("random-seek", profile.Output, StringComparison.Ordinal);
        Assert.Contains("fathom profile check", profile.Output, StringComparison.Ordinal);
        Assert.Contains("Usage: fathom profile compare A B", compare.Output, StringComparison.Ordinal);
    }

    private string Write(string name, SyntheticSession synthetic)
    {
        string folder = Path.Combine(_folder, name);
        ProfileSession session = synthetic.Make();
        ProfileFolder.Prepare(folder);
        ProfileFolder.Write(folder, session, SummaryMaker.Of(session));
        return folder;
    }
}
