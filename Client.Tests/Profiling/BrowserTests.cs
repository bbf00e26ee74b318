using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The report in a real browser, where there is one.</summary>
public sealed partial class BrowserTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-browser-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task A_browser_shows_the_report_without_complaint()
    {
        string? browser = Find("chromium", "chromium-browser", "google-chrome");
        Skip.If(browser is null, "no Chromium here ('./build.sh setup --full' installs it)");
        ProfileSession session = new SyntheticSession().Make();
        ProfileFolder.Prepare(_folder);
        ProfileFolder.Write(_folder, session, SummaryMaker.Of(session));

        (int exitCode, string page, string said) = await OpenAsync(browser!);

        Skip.If(exitCode != 0 && page.Length == 0, $"this machine's Chromium does not start: {said.Split('\n')[0]}");
        Assert.DoesNotContain("CONSOLE", said, StringComparison.Ordinal);
        Assert.Equal(4, Plot().Count(page));
        Assert.True(Piece().Count(page) >= 24, "the waterfall has its pieces");
        Assert.True(Dot().Count(page) >= 300, "the plot over time has its dots");
        using JsonDocument summary = JsonDocument.Parse(Summary().Match(page).Groups[1].Value);
        double p50 = summary.RootElement.GetProperty("intent_to_picture_ms").GetProperty("p50").GetDouble();
        Assert.Equal(SummaryMaker.Of(session).Total.P50, p50, 2);
        Assert.Contains(Fathom.Client.Profiling.Reports.Html.Ms(p50), page, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Page, string Said)> OpenAsync(string browser)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND",
             $"--user-data-dir={Path.Combine(_folder, "user")}", "--dump-dom", new Uri(Path.Combine(_folder, ProfileSession.ReportFile)).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> page = process.StandardOutput.ReadToEndAsync(), said = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.HasExited ? process.ExitCode : -1, await page, await said);
    }

    private static string? Find(params string[] names) => (
        from name in names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        let path = Path.Combine(folder, name)
        where File.Exists(path)
        select path).FirstOrDefault();

    [GeneratedRegex(@"<svg class=""(waterfall|distribution|series|clock)""")]
    private static partial Regex Plot();

    [GeneratedRegex(@"<rect class=""piece""")]
    private static partial Regex Piece();

    [GeneratedRegex(@"<circle class=""(dot|pale)""")]
    private static partial Regex Dot();

    [GeneratedRegex(@"<script type=""application/json"" id=""summary"">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Summary();
}
