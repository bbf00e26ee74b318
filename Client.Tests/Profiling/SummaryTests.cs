using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The figures of a session and what is said about them.</summary>
public sealed class SummaryTests
{
    private static readonly string[] s_stages = ["queue", "send", "apply", "render", "encode", "serve", "network", "decode", "wait", "draw", "gpu", "swap"];

    [Fact]
    public void The_summary_has_the_whole_and_an_object_for_each_stage()
    {
        JsonElement summary = Json(new SyntheticSession().Make());

        foreach (string name in s_stages.Append("intent_to_picture_ms"))
        {
            JsonElement figure = summary.GetProperty(name);
            Assert.Equal(300, figure.GetProperty("n").GetInt32());
            Assert.All(["p50", "p95", "p99", "uncertainty_ms"], part => Assert.Equal(JsonValueKind.Number, figure.GetProperty(part).ValueKind));
        }

        Assert.Equal("fathom.profile/1", summary.GetProperty("schema").GetString());
        Assert.Equal("exact", summary.GetProperty("mode").GetString());
        Assert.Equal("scrub", summary.GetProperty("scenario").GetString());
        Assert.InRange(summary.GetProperty("positions_per_second").GetDouble(), 29, 31);
        Assert.InRange(summary.GetProperty("clock").GetProperty("offset_ms").GetDouble(), 249.9, 250.1);
    }

    [Fact]
    public void A_stage_that_the_clock_cannot_tell_is_withheld()
    {
        JsonElement summary = Json(new SyntheticSession { ClockUncertainty = 0.005 }.Make());

        JsonElement send = summary.GetProperty("send");
        Assert.True(send.GetProperty("withheld").GetBoolean());
        Assert.Equal(JsonValueKind.Null, send.GetProperty("p50").ValueKind);
        Assert.Equal(5, send.GetProperty("uncertainty_ms").GetDouble(), 3);
        Assert.True(summary.GetProperty("transport_ms").GetProperty("p50").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Number, summary.GetProperty("encode").GetProperty("p50").ValueKind);
    }

    [Fact]
    public void Drops_are_counted_by_reason_and_only_superseded_ones_are_harmless()
    {
        ProfileSummary summary = SummaryMaker.Of(new SyntheticSession { Intents = 400, Repeats = 1 }.Make());

        Assert.Equal(36, summary.FrameFates.Single(fate => fate.Key == "superseded").Value);
        Assert.Equal(4, summary.FrameFates.Single(fate => fate.Key == "late").Value);
        Assert.Equal(4 / 440.0, summary.DropsOtherThanSuperseded, 6);
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("render")]
    [InlineData("encode")]
    [InlineData("network")]
    [InlineData("decode")]
    [InlineData("wait")]
    [InlineData("draw")]
    public void A_slow_stage_is_named(string name)
    {
        Stage slow = Enum.Parse<Stage>(name, ignoreCase: true);
        int named = Enumerable.Range(1, 20).Count(seed =>
            SummaryMaker.Of(new SyntheticSession { Seed = seed, Intents = 120, Slow = (slow, 12) }.Make()).Verdict.Slowest == name);

        Assert.Equal(20, named);
    }

    [Fact]
    public void Ways_that_the_clocks_cannot_part_are_named_together()
    {
        ProfileSummary summary = SummaryMaker.Of(new SyntheticSession { Slow = (Stage.Send, 12), ClockUncertainty = 0.020 }.Make());

        Assert.Equal(StageBand.Transport, summary.Verdict.Slowest);
    }

    [Fact]
    public void The_verdict_is_a_sentence_with_a_share()
    {
        ProfileSummary summary = SummaryMaker.Of(new SyntheticSession { Slow = (Stage.Encode, 30) }.Make());

        Assert.Matches(@"^Encode is \d\d % of the p95\.$", summary.Verdict.Headline);
        Assert.Contains("keeps it from that most", summary.Verdict.Details, StringComparison.Ordinal);
        Assert.False(summary.Goal!.IsMetBy(summary.Total));
    }

    [Fact]
    public void What_is_guessed_is_said_to_be()
    {
        ProfileSession session = new SyntheticSession { HasView = false }.Make();

        ProfileSummary summary = SummaryMaker.Of(session);

        Assert.True(summary.IsEstimated);
        Assert.Contains("estimated", summary.Verdict.Details, StringComparison.Ordinal);
        JsonElement json = Json(session);
        Assert.Equal("estimated", json.GetProperty("mode").GetString());
        Assert.Equal("estimated", json.GetProperty("clock").GetProperty("mode").GetString());
        Assert.True(json.GetProperty("remote").GetProperty("n").GetInt32() > 0);
    }

    [Fact]
    public void A_session_without_answers_has_a_verdict_too()
    {
        ProfileSession empty = new() { Facts = new SessionFacts { Scenario = "first-picture" } };

        ProfileSummary summary = SummaryMaker.Of(empty);

        Assert.Equal(0, summary.Total.Count);
        Assert.NotEmpty(summary.Verdict.Headline);
        Assert.Equal(JsonValueKind.Null, Json(empty).GetProperty("intent_to_picture_ms").GetProperty("p50").ValueKind);
    }

    [Theory]
    [InlineData(SessionEvent.FirstPicture, 0, 900, "The first picture is there 900 ms after connecting.", "meets the goal of 1000 ms")]
    [InlineData(SessionEvent.FirstPicture, 150, 950, "The first picture is there 950 ms after connecting.", "misses the goal of 900 ms")]
    [InlineData(SessionEvent.Reconnect, 0, 200, "The picture is back 200 ms after the break.", "meets the goal of 1000 ms")]
    public void Connections_have_a_verdict_of_their_own(string what, double roundTripMs, double ms, string headline, string details)
    {
        ProfileSession session = new() { Facts = new SessionFacts { NetRoundTripMs = roundTripMs }, Events = [new(0, 1, what, 5000, string.Empty), new(1, 2, what, ms, string.Empty)] };

        Verdict verdict = SummaryMaker.Of(session).Verdict;

        Assert.Equal(headline, verdict.Headline);
        Assert.Contains(details, verdict.Details, StringComparison.Ordinal);
    }

    private static JsonElement Json(ProfileSession session)
    {
        using var stream = new MemoryStream();
        SummaryJson.Write(stream, SummaryMaker.Of(session));
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
