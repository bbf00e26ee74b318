using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fathom.Client.Profiling.Reports;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The files <c>report.html</c> and <c>trace.json</c>.</summary>
public sealed partial class ReportTests
{
    [Fact]
    public void The_report_has_every_part()
    {
        string page = Report(new SyntheticSession().Make());

        Assert.All(
            ["<h1>", "id=\"stages\"", "class=\"waterfall\"", "class=\"distribution\"", "class=\"series\"", "class=\"clock\"", "id=\"fates\"", "id=\"configuration\"", "% of the p95."],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.All(StageNames.All[..12].ToArray(), stage => Assert.Contains($"</i>{stage}</td>", page, StringComparison.Ordinal));
        Assert.Equal(3, CountOf(page, "class=\"strong\" x=\"0\""));
    }

    [Fact]
    public void The_report_needs_nothing_from_elsewhere()
    {
        string page = Report(new SyntheticSession().Make());

        Assert.DoesNotContain("http", page.Replace("ws://127.0.0.1:8081", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.All(["src=", "href=", "@import", "url(", "<link", "<iframe", "onload", "javascript:"], reference => Assert.DoesNotContain(reference, page, StringComparison.OrdinalIgnoreCase));
        Assert.Matches("<script type=\"application/json\"", page);
        Assert.Equal(1, CountOf(page, "<script"));
    }

    [Fact]
    public void The_report_is_well_formed_whatever_the_configuration_says()
    {
        string page = Report(new SyntheticSession { Scenario = "<script>alert(1)</script>" }.Make());

        // What HTML allows to stay open is closed for the parser of XML.
        string xml = VoidElement().Replace(page.Replace("<!doctype html>", string.Empty, StringComparison.Ordinal), match => match.Value[..^1] + "/>").Replace("&nbsp;", " ", StringComparison.Ordinal);
        XElement root = XDocument.Parse(xml).Root!;
        Assert.Equal("html", root.Name.LocalName);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_in_the_page_are_those_of_the_summary()
    {
        ProfileSession session = new SyntheticSession().Make();
        string page = Report(session);
        using var expected = new MemoryStream();
        SummaryJson.Write(expected, SummaryMaker.Of(session));

        string embedded = EmbeddedSummary().Match(page).Groups[1].Value;

        JsonElement summary = JsonDocument.Parse(expected.ToArray()).RootElement;
        Assert.True(JsonElement.DeepEquals(summary, JsonDocument.Parse(embedded).RootElement));
        foreach (string stage in new[] { "queue", "encode", "decode" })
        {
            Assert.Contains($"</i>{stage}</td><td>{Html.Ms(summary.GetProperty(stage).GetProperty("p50").GetDouble())}</td>", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_guess_is_said_to_be_one_and_what_is_not_known_is_withheld()
    {
        Assert.Contains("id=\"estimated\"", Report(new SyntheticSession { HasView = false }.Make()), StringComparison.Ordinal);
        string page = Report(new SyntheticSession { ClockUncertainty = 0.005 }.Make());
        Assert.Contains("withheld", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"estimated\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_any_intent_has_a_report()
    {
        string page = Report(new ProfileSession { Facts = new SessionFacts { Scenario = "first-picture" }, Events = [new(1, 10, SessionEvent.FirstPicture, 210, string.Empty)] });

        Assert.Contains("first picture", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_the_report_is_not_a_number()
    {
        Assert.All([new SyntheticSession(), new SyntheticSession { HasView = false }, new SyntheticSession { Intents = 1, Repeats = 1 }], session =>
        {
            string page = Report(session.Make());
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_trace_has_tracks_and_arrows_that_begin_and_end_once()
    {
        JsonElement[] events = Trace(new SyntheticSession().Make());

        Assert.Equal(11, events.Count(row => Text(row, "name") == "thread_name"));
        ILookup<long, string> flows = events.Where(row => Text(row, "ph") is "s" or "t" or "f").ToLookup(row => row.GetProperty("id").GetInt64(), row => Text(row, "ph"));
        Assert.Equal(305, flows.Count);
        Assert.All(flows, flow => Assert.Equal((1, 1), (flow.Count(kind => kind == "s"), flow.Count(kind => kind == "f"))));
        Assert.All(flows, flow => Assert.True(flow.Count(kind => kind == "t") >= 5));
    }

    [Fact]
    public void Every_event_of_the_trace_has_what_the_format_demands()
    {
        JsonElement[] events = Trace(new SyntheticSession { HasView = false }.Make());

        Assert.All(events, row =>
        {
            Assert.Contains(Text(row, "ph"), new[] { "M", "X", "i", "s", "t", "f" });
            Assert.All(["pid", "tid", "ts"], name => Assert.Equal(JsonValueKind.Number, row.GetProperty(name).ValueKind));
            Assert.True(Text(row, "ph") != "X" || row.GetProperty("dur").GetInt64() >= 0);
        });
    }

    [Fact]
    public void Nothing_overlaps_on_a_track_and_arrows_lie_on_something()
    {
        JsonElement[] events = Trace(new SyntheticSession { Swing = 30 }.Make());
        var tracks = events.Where(row => Text(row, "ph") == "X").GroupBy(row => (row.GetProperty("pid").GetInt32(), row.GetProperty("tid").GetInt32())).ToDictionary(
            track => track.Key, track => track.Select(row => (From: row.GetProperty("ts").GetInt64(), Length: row.GetProperty("dur").GetInt64())).OrderBy(slice => slice.From).ToArray());

        foreach ((long From, long Length)[] slices in tracks.Values)
        {
            for (int i = 1; i < slices.Length; i++)
            {
                Assert.True(slices[i - 1].From + slices[i - 1].Length <= slices[i].From);
            }
        }

        Assert.All(events.Where(row => Text(row, "ph") is "s" or "t" or "f"), row =>
        {
            long at = row.GetProperty("ts").GetInt64();
            Assert.Contains(tracks[(row.GetProperty("pid").GetInt32(), row.GetProperty("tid").GetInt32())], slice => slice.From == at);
        });
    }

    private static string Report(ProfileSession session) => HtmlReport.Write(session, SummaryMaker.Of(session));

    private static JsonElement[] Trace(ProfileSession session)
    {
        using var stream = new MemoryStream();
        TraceFile.Write(stream, session);
        return [.. JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("traceEvents").EnumerateArray()];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static int CountOf(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"<meta [^>]*>")]
    private static partial Regex VoidElement();

    [GeneratedRegex(@"<script type=""application/json"" id=""summary"">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex EmbeddedSummary();
}
