using System;
using System.IO;
using System.Text;
using System.Threading;
using Fathom.Bench.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Bench;

public sealed class BenchCommandTableTests
{
    [Fact]
    public void The_overview_names_every_measurement()
    {
        string text = Run("--help");

        Assert.Contains("gate", text, StringComparison.Ordinal);
        Assert.Contains("Usage: fathom bench MEASUREMENT", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_explains_itself_with_examples()
    {
        string text = Run("gate", "--help");

        Assert.Contains("Examples:", text, StringComparison.Ordinal);
        Assert.Contains("fathom bench gate", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_is_a_mistake_of_the_user_and_the_nearest_is_named()
    {
        FathomException error = Assert.Throws<FathomException>(() => Run("gat"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("'gate'", error.Why, StringComparison.Ordinal);
    }

    private static string Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        var context = new BenchContext(output, TextWriter.Null, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

        Assert.Equal(ExitCode.Ok, new BenchCommandTable().Run(arguments, context));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
