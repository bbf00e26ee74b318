using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Doctor;
using Fathom.Decode;
using Fathom.Protocol.Reports;
using Xunit;

namespace Fathom.Client.Tests.Doctor;

public sealed class HealthReportTests
{
    [Fact]
    public void The_demo_can_run_when_every_need_is_met_by_one_check()
    {
        var report = Report(CheckNames.WindowGl);

        Assert.Empty(report.DemoObstacles);
        Assert.Contains("'fathom demo' can run", HealthText.ForPeople(report), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_but_does_not_work_keeps_the_demo_from_running()
    {
        var report = Report(CheckNames.WindowGl, CheckNames.DecoderH264);

        Assert.Equal([CheckNames.DecoderH264], report.DemoObstacles);
        Assert.Contains("cannot run on this machine. It lacks: decoder h264.", HealthText.ForPeople(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Headless_or_window_is_enough_and_neither_is_named_as_a_choice()
    {
        Assert.Empty(Report(CheckNames.HeadlessGl).DemoObstacles);
        Assert.Equal(["headless GL or window GL"], Report(CheckNames.HeadlessGl, CheckNames.WindowGl).DemoObstacles);
    }

    [Fact]
    public void Each_package_is_named_once_and_only_for_what_does_not_work()
    {
        var report = new HealthReport([new HealthArea("a",
        [
            new LibraryReport("x", ProbeStatus.Missing, "", "libx"), new LibraryReport("y", ProbeStatus.Missing, "", "libx"),
            new LibraryReport("z", ProbeStatus.Works, "", "libz"),
        ])]);

        Assert.Equal(["libx"], report.InstallHints);
        Assert.Equal(["x, y: libx"], report.InstallLines);
    }

    [Fact]
    public void Programs_read_the_same_facts()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(stream, "fathom.doctor/1", json => HealthText.ForPrograms(Report(CheckNames.WindowGl), json));

        using var document = JsonDocument.Parse(stream.ToArray());
        Assert.True(document.RootElement.GetProperty("demo_can_run").GetBoolean());
        Assert.Equal(
            ["works", "works"],
            document.RootElement.GetProperty("checks").EnumerateArray().Take(2).Select(check => check.GetProperty("status").GetString()));
    }

    /// <summary>Everything works but the named checks.</summary>
    private static HealthReport Report(params string[] broken)
    {
        string[] names =
        [
            CheckNames.AvUtil, CheckNames.AvCodec, CheckNames.SwScale, CheckNames.DecoderH264, CheckNames.EncoderX264, CheckNames.HeadlessGl,
            CheckNames.WindowGl, CheckNames.Server,
        ];
        return new HealthReport(
            [new HealthArea("all", [.. names.Select(name => new LibraryReport(name, broken.Contains(name) ? ProbeStatus.Found : ProbeStatus.Works, "detail", null))])]);
    }
}
