using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using Fathom.Bench.Commands;
using Fathom.Bench.Compare;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Bench;

public sealed class CompareCommandTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [SkippableFact]
    public void Every_peer_is_compared_or_says_what_to_install()
    {
        SkipWithoutMachine();

        using JsonDocument document = JsonDocument.Parse(Run("--quick", "--json", "--folder", Path.GetDirectoryName(_clips.File("x"))!));

        JsonElement report = document.RootElement;
        Assert.Equal(CompareReport.Schema, report.GetProperty("schema").GetString());
        Assert.Equal("180p-1", report.GetProperty("clips").EnumerateArray().Single().GetProperty("name").GetString());
        JsonElement[] programs = [.. report.GetProperty("programs").EnumerateArray()];
        Assert.Equal(["fathom", "ffmpeg", "pyav"], programs.Select(program => program.GetProperty("name").GetString()).Order());
        JsonElement[] rows = [.. report.GetProperty("rows").EnumerateArray()];
        foreach (JsonElement program in programs.Where(program => program.GetProperty("name").GetString() != "fathom"))
        {
            bool ran = program.GetProperty("status").GetString() == "run";
            string said = program.GetProperty(ran ? "command" : "why").GetString()!;
            Assert.Contains(ran ? "40" : "not run: install", said, StringComparison.Ordinal);
            Assert.Equal(ran, rows.Any(row => row.GetProperty("program").GetString() == program.GetProperty("name").GetString()));
        }

        Assert.All(rows, row => Assert.True(row.GetProperty("times_better").GetDouble() > 0));
        Assert.Contains("not a measurement", report.GetProperty("reliability").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mpv-gpu", "--only", "vlc")]
    [InlineData("1080p-4", "--only", "ffmpeg", "--clips", "4320p")]
    public void What_there_is_is_named_when_something_else_is_asked_for(string named, params string[] arguments)
    {
        FathomException error = Assert.Throws<FathomException>(() => Run(arguments));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(named, error.Why, StringComparison.Ordinal);
    }

    private static void SkipWithoutMachine()
    {
        MediaFact.SkipWithoutFormats();
        HeadlessGl.Open(16, 16).Dispose();
    }

    private static string Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        var context = new BenchContext(output, TextWriter.Null, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

        Assert.Equal(ExitCode.Ok, new BenchCommandTable().Run(["compare", .. arguments], context));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
