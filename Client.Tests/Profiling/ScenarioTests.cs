using System;
using System.IO;
using System.Linq;
using Fathom.Client.Profiling.Scenarios;
using Fathom.Client.Scripts;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>The scenarios and how they are fitted to a server.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names() => new(Scenario.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_built_in_scenario_fits_a_server_with_axes(string name)
    {
        ScriptFile script = Scenario.Open(name).For(Dims("t", "z", "y", "x"), seed: 3, cycle: 5);

        Assert.NotEmpty(script.Steps);

        // What is done again and again counts from no common time.
        Assert.All(script.Steps, step => Assert.Null(step.At));
    }

    [Fact]
    public void A_drag_goes_over_the_first_axis_that_is_neither_time_nor_shown()
    {
        ScriptFile script = Scenario.Open("scrub").For(Dims("t", "z", "y", "x"), 1, 0);

        Assert.Equal(["z", "z"], script.Steps.Select(step => step.Axis));
        Assert.Equal([95, 0], script.Steps.Select(step => step.Integer("to")));
    }

    [Fact]
    public void Time_is_dragged_where_there_is_nothing_else()
    {
        Assert.Equal("t", Scenario.Open("scrub").For(Dims("t", "y", "x"), 1, 0).Steps[0].Axis);
    }

    [Fact]
    public void Every_cycle_seeks_elsewhere_and_the_same_seed_seeks_the_same()
    {
        Scenario scenario = Scenario.Open("random-seek");
        int Seed(int seed, int cycle) => scenario.For(Dims("z", "y", "x"), seed, cycle).Steps[0].Integer("seed");

        Assert.Equal(Seed(1, 2), Seed(1, 2));
        Assert.NotEqual(Seed(1, 2), Seed(1, 3));
        Assert.NotEqual(Seed(1, 2), Seed(2, 2));
    }

    [Fact]
    public void A_server_without_a_further_axis_is_told_from_one_with()
    {
        var error = Assert.Throws<FathomException>(() => Scenario.Open("scrub").For(Dims("y", "x"), 1, 0));

        Assert.Contains("--scenario", error.How, StringComparison.Ordinal);
        Assert.NotEmpty(Scenario.Open("zoom").For(Dims("y", "x"), 1, 0).Steps);
    }

    [Fact]
    public void A_file_is_a_scenario_and_its_mistakes_are_found_before_anything_starts()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{"at_ms":10,"do":"dims","axis":"${axis}","index":${last}}""");
            Assert.Equal(95, Scenario.Open(path).For(Dims("z", "y", "x"), 1, 0).Steps[0].Integer("index"));

            File.WriteAllText(path, """{"do":"fly"}""");
            Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => Scenario.Open(path)).ExitCode);

            File.WriteAllText(path, "# nothing\n");
            Assert.Contains("nothing to do", Assert.Throws<FathomException>(() => Scenario.Open(path)).Why, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static NotifyDims Dims(params string[] labels) => new(
        new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [.. labels.Select(static _ => 0)], [], 0, [[.. labels.Select(static _ => 96)]], NotifyDims.PlaneMode, 2)
    {
        AxisLabels = [.. labels],
    };
}
