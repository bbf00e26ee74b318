using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Render;

public sealed class GlProbeTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Every_part_is_named_and_whatever_does_not_work_says_why()
    {
        IReadOnlyList<LibraryReport> reports = GlProbe.Run();

        foreach (LibraryReport report in reports)
        {
            output.WriteLine($"{report.Status,-8}{report.Name}: {report.Detail}{(report.InstallHint is null ? "" : " -> " + report.InstallHint)}");
            Assert.NotEqual("", report.Detail);
        }

        string[] expected = ["headless GL", "window GL", "FreeType"];
        Assert.All(expected, name => Assert.Contains(reports, report => report.Name == name));
        LibraryReport headless = reports.First(report => report.Name == "headless GL");
        Skip.If(headless.Status == ProbeStatus.Missing, headless.Detail);
        Assert.Equal(ProbeStatus.Works, headless.Status);
    }
}
