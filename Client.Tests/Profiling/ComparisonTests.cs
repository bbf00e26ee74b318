using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Profiling.Comparison;
using Fathom.Client.Telemetry;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>Two sessions side by side.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void The_same_session_twice_shows_no_difference()
    {
        var session = new SyntheticSession().Make();

        SessionComparison comparison = SessionComparison.Of(session, session, seed: 1);

        Assert.Empty(comparison.Shown);
        Assert.Equal("There is no difference that this data can show.", comparison.Verdict);
    }

    [Fact]
    public void Two_sessions_that_differ_by_chance_show_none_mostly()
    {
        int silent = Enumerable.Range(1, 6).Count(seed => SessionComparison.Of(
            new SyntheticSession { Seed = seed, Swing = 6 }.Make(), new SyntheticSession { Seed = seed + 100, Swing = 6 }.Make(), seed).Shown.All(difference => difference.Quantity != SessionComparison.Whole));

        Assert.InRange(silent, 5, 6);
    }

    [Fact]
    public void Five_milliseconds_are_found_and_their_stage_named()
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            SessionComparison comparison = SessionComparison.Of(
                new SyntheticSession { Seed = seed }.Make(), new SyntheticSession { Seed = seed + 50, Slow = (Stage.Encode, 5) }.Make(), seed);

            Difference median = comparison.Shown.First(difference => difference.Quantity == SessionComparison.Whole);
            Assert.InRange(median.Change, 3, 8);
            Assert.True(median.Low > 0 && median.Low < median.Change && median.Change < median.High);
            Assert.StartsWith("B is slower", comparison.Verdict, StringComparison.Ordinal);
            Assert.Contains("encode", comparison.Verdict, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer()
    {
        var a = new SyntheticSession().Make();
        var b = new SyntheticSession { Seed = 2 }.Make();

        Assert.Equal(SessionComparison.Of(a, b, 7).Differences, SessionComparison.Of(a, b, 7).Differences);
    }

    [Fact]
    public void What_the_clocks_may_have_made_is_no_difference()
    {
        SessionComparison comparison = SessionComparison.Of(
            new SyntheticSession { ClockUncertainty = 0.01 }.Make(), new SyntheticSession { Seed = 5, ClockUncertainty = 0.01, Slow = (Stage.Network, 5) }.Make(), 1);

        Assert.DoesNotContain(comparison.Shown, difference => difference.Quantity == "network");
        Assert.Contains(comparison.Shown, difference => difference.Quantity == "transport_ms");
    }

    [Fact]
    public void Too_little_data_is_said_to_be()
    {
        SessionComparison comparison = SessionComparison.Of(
            new SyntheticSession { Intents = 10, Repeats = 1 }.Make(), new SyntheticSession { Intents = 10, Repeats = 1 }.Make(), 1);

        Assert.Contains("too few", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_made_otherwise_are_compared_with_a_warning()
    {
        SessionComparison comparison = SessionComparison.Of(new SyntheticSession().Make(), new SyntheticSession { Scenario = "zoom" }.Make(), 1);

        Assert.Equal(["scenario: scrub in A, zoom in B"], comparison.Warnings);
        Assert.Contains("Not the same: scenario", ComparisonText.ForPeople(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_the_same_figures()
    {
        SessionComparison comparison = SessionComparison.Of(new SyntheticSession().Make(), new SyntheticSession { Seed = 3, Slow = (Stage.Render, 5) }.Make(), 1);
        using var stream = new MemoryStream();

        ComparisonText.WriteJson(stream, comparison);

        JsonElement json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal("fathom.profile.compare/1", json.GetProperty("schema").GetString());
        Assert.Equal(comparison.Differences.Count, json.GetProperty("differences").GetArrayLength());
        Assert.Contains(json.GetProperty("differences").EnumerateArray(), row => row.GetProperty("shown").GetBoolean() && row.GetProperty("quantity").GetString() == "render");
    }
}
