using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Client.Profiling.Budgets;
using Fathom.Client.Profiling.Summaries;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>Budgets for continuous integration.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void A_session_within_its_budget_passes()
    {
        BudgetCheck check = Check("""{"intent_to_picture_ms":{"p50":30,"p95":45},"encode":{"p95":20},"drops_other_than_superseded":0.05,"fps":10,"positions_per_second":10}""", new SyntheticSession());

        Assert.True(check.Passes, check.ForPeople());
        Assert.Equal(ExitCode.Ok, check.ExitCode);
        Assert.Equal(6, check.Rows.Count);
    }

    [Fact]
    public void A_broken_line_fails_the_gate()
    {
        BudgetCheck check = Check("""{"intent_to_picture_ms":{"p50":30,"p95":5}}""", new SyntheticSession());

        Assert.Equal(ExitCode.GateFailed, check.ExitCode);
        Assert.Equal([BudgetOutcome.Met, BudgetOutcome.Broken], check.Rows.Select(row => row.Outcome));
        Assert.Contains("OVER   intent_to_picture_ms.p95", check.ForPeople(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_samples_do_not_pass()
    {
        BudgetCheck check = Check("""{"intent_to_picture_ms":{"p95":1000}}""", new SyntheticSession { Intents = 30, Repeats = 1 });

        Assert.Equal(BudgetOutcome.Hidden, check.Rows[0].Outcome);
        Assert.Contains("too few", check.Rows[0].Why, StringComparison.Ordinal);
        Assert.Equal(ExitCode.GateFailed, check.ExitCode);
    }

    [Fact]
    public void An_answer_that_the_uncertainty_hides_does_not_pass()
    {
        BudgetCheck check = Check("""{"network":{"p50":3},"transport_ms":{"p50":3}}""", new SyntheticSession { ClockUncertainty = 0.005 });

        Assert.Equal([BudgetOutcome.Hidden, BudgetOutcome.Met], check.Rows.Select(row => row.Outcome));
        Assert.Contains("uncertainty", check.Rows[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guess_passes_only_where_the_budget_takes_it()
    {
        var guessed = new SyntheticSession { HasView = false };

        Assert.Equal(BudgetOutcome.Hidden, Check("""{"intent_to_picture_ms":{"p50":100}}""", guessed).Rows[0].Outcome);
        Assert.True(Check("""{"intent_to_picture_ms":{"p50":100},"allow_estimated":true}""", guessed).Passes);
    }

    [Fact]
    public void A_stage_without_values_does_not_pass()
    {
        Assert.Equal(BudgetOutcome.Hidden, Check("""{"encode":{"p50":100},"allow_estimated":true}""", new SyntheticSession { HasView = false }).Rows[0].Outcome);
    }

    [Fact]
    public void Few_frames_cannot_show_few_drops()
    {
        BudgetCheck check = Check("""{"drops_other_than_superseded":0.001}""", new SyntheticSession { Intents = 60, Repeats = 1 });

        Assert.Equal(BudgetOutcome.Hidden, check.Rows[0].Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"intent_to_picture":{"p95":3}}""")]
    [InlineData("""{"intent_to_picture_ms":3}""")]
    [InlineData("""{"intent_to_picture_ms":{}}""")]
    [InlineData("""{"intent_to_picture_ms":{"p90":3}}""")]
    [InlineData("""{"encode":{"p95":-1}}""")]
    [InlineData("""{"fps":"many"}""")]
    [InlineData("""{"fps":3,"allow_estimated":1}""")]
    public void A_bad_budget_is_a_usage_error(string text)
    {
        var error = Assert.Throws<FathomException>(() => Budget.Parse(text, "budget.json"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("budget.json", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_of_a_budget_is_a_member_of_the_summary()
    {
        using var stream = new MemoryStream();
        SummaryJson.Write(stream, SummaryMaker.Of(new SyntheticSession { HasView = false }.Make()));
        JsonElement summary = JsonDocument.Parse(stream.ToArray()).RootElement;

        Assert.All([.. Budget.Distributions, .. Budget.MostNumbers, .. Budget.LeastNumbers], name => Assert.True(summary.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Programs_get_the_rows()
    {
        using var stream = new MemoryStream();

        Check("""{"fps":1000}""", new SyntheticSession()).WriteJson(stream);

        JsonElement json = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.False(json.GetProperty("passes").GetBoolean());
        Assert.Equal("broken", json.GetProperty("rows")[0].GetProperty("outcome").GetString());
    }

    private static BudgetCheck Check(string budget, SyntheticSession session) => BudgetCheck.Of(Budget.Parse(budget, "budget.json"), SummaryMaker.Of(session.Make()));
}
