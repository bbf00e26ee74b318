using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Fathom.Make.SystemPackages;
using Fathom.Make.Testing;
using Xunit;

namespace Fathom.Client.Tests.House;

public sealed class MakeTests
{
    [Fact]
    public void Totals_are_read_from_the_result_file()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="a" outcome="Passed" />
              <UnitTestResult testName="b" outcome="Failed"><Output><ErrorInfo><Message>because</Message></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="c" outcome="NotExecuted"><Output><ErrorInfo><Message>no display</Message></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="d" outcome="Timeout" />
            </Results></TestRun>
            """);

        var report = TestReport.Read(path);
        File.Delete(path);

        Assert.Equal("1 passed, 2 failed, 1 skipped", report.Totals);
        Assert.StartsWith("because", report.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(("c", "no display"), report.Skips[0]);
    }

    [Fact]
    public void A_missing_result_file_counts_nothing_as_passed()
    {
        Assert.Equal("0 passed, 0 failed, 0 skipped", TestReport.Read("/nowhere/results.trx").Totals);
    }

    [Fact]
    public void Coverage_joins_reports_by_line_and_compares_with_the_floor()
    {
        var areas = CoverageGate.ReadAreas(["# comment", "", "Protocol  85  Fathom.Protocol. Other.", "empty 50 Nothing."]);
        XDocument[] reports =
        [
            XDocument.Parse("""<c><class name="Fathom.Protocol.A" filename="a.cs"><lines><line number="1" hits="1"/><line number="2" hits="0"/></lines></class></c>"""),
            XDocument.Parse("""<c><class name="Fathom.Protocol.A/Nested" filename="a.cs"><lines><line number="2" hits="3"/><line number="3" hits="0"/></lines></class></c>"""),
        ];

        var reached = CoverageGate.Measure(areas, reports);

        Assert.Equal((3, 2, false), (reached[0].Lines, reached[0].Covered, reached[0].Passes));
        Assert.False(reached[1].Passes);
    }

    [Fact]
    public void Every_need_names_a_package_for_each_known_manager_and_a_way_to_see_it()
    {
        Assert.All(NeedTable.All, need =>
        {
            Assert.NotEmpty(need.Apt);
            Assert.NotEmpty(need.Dnf);
            Assert.NotEmpty(need.Pacman);
            Assert.True(need.Libraries.Count + need.Programs.Count + need.Files.Count > 0, need.Name);
        });
        Assert.Equal(NeedTable.All.Count, NeedTable.All.Select(need => need.Name).Distinct().Count());
    }
}
