using System;
using System.Linq;
using Fathom.Client.Scripts;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Scripts;

public sealed class ScriptFileTests
{
    [Fact]
    public void A_line_says_when_and_what()
    {
        ScriptFile script = Parse("""{"at_ms":500,"do":"dims","axis":"z","index":12}""", "", "# a remark", """{"do":"reset"}""");

        Assert.Equal(TimeSpan.FromMilliseconds(500), script.Steps[0].At);
        Assert.Equal("dims", script.Steps[0].Verb.Name);
        Assert.Equal("z", script.Steps[0].Axis);
        Assert.Equal(12, script.Steps[0].Integer("index"));
        Assert.Null(script.Steps[1].At);
        Assert.Equal(4, script.Steps[1].Line);
    }

    [Fact]
    public void Every_example_of_the_table_can_be_used() =>
        Assert.Equal(ScriptVerbs.All.Select(verb => verb.Name), ScriptVerbs.All.Select(verb => Parse(verb.Example).Steps.Single().Verb.Name));

    [Theory]
    [InlineData("""{"do":"dims","axis":"z","indx":12}""", "knows no field 'indx'; the nearest is 'index'", "world")]
    [InlineData("""{"do":"dimz","axis":"z"}""", "the nearest is 'dims'", "ndisplay")]
    [InlineData("""{"do":"dims","axis":"z"}""", "exactly one of index, world, delta", "axis (")]
    [InlineData("""{"do":"dims","axis":"z","index":1,"delta":1}""", "exactly one of index, world, delta", "axis (")]
    [InlineData("""{"do":"dims","index":1}""", "needs the field axis", "axis (")]
    [InlineData("""{"do":"dims","axis":"z","index":1.5}""", "Its index is not a whole number", "axis (")]
    [InlineData("""{"do":"dims","axis":"z","index":-1}""", "Its index is -1, not a number from 0", "axis (")]
    [InlineData("""{"do":"dims","axis":"z","world":"far"}""", "Its world is 'far'", "12.5um")]
    [InlineData("""{"do":"ndisplay","value":4}""", "Its value is 4, not a number from 2 to 3", "2 or 3")]
    [InlineData("""{"do":"wait","until":"later"}""", "not one of settled, picture, acked", "timeout_ms")]
    [InlineData("""{"do":"camera","zoom":2}""", "one of center, rect, angles at least", "rect")]
    [InlineData("""{"do":"reset","hard":true}""", "knows no field 'hard'", "takes no field besides at_ms")]
    [InlineData("""{"at_ms":-1,"do":"reset"}""", "at_ms is no number from 0", "first picture")]
    [InlineData("""{"axis":"z"}""", "has no field do", "dims")]
    [InlineData("""[1,2]""", "not a JSON object", "reset")]
    [InlineData("""{"do":"reset" """, "is not JSON", "one object a line")]
    public void A_mistake_names_line_and_field_and_says_what_is_allowed(string line, string why, string how)
    {
        var error = Assert.Throws<FathomException>(() => Parse("""{"do":"reset"}""", line));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("line 2 of test", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Why, StringComparison.Ordinal);
        Assert.Contains(how, error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_stand_in_the_order_of_their_times()
    {
        var error = Assert.Throws<FathomException>(() => Parse("""{"at_ms":20,"do":"reset"}""", """{"at_ms":10,"do":"reset"}"""));

        Assert.Contains("Its at_ms is 10, and a line before it has 20", error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake_of_the_user()
    {
        var error = Assert.Throws<FathomException>(() => ScriptFile.Read("/no/such/script.jsonl"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--script", error.How, StringComparison.Ordinal);
    }

    private static ScriptFile Parse(params string[] lines) => ScriptFile.Parse(lines, "test");
}
