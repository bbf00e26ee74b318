using System;
using System.IO;
using System.Text;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class CommandTableTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void Help_lists_every_command(string argument)
    {
        Assert.Equal(ExitCode.Ok, Run(argument));

        foreach (string name in (string[])["demo", "connect", "snapshot", "serve", "bench"])
        {
            Assert.Contains("\n  " + name, Text(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("connect")]
    [InlineData("snapshot")]
    public void Every_command_explains_itself_with_examples(string name)
    {
        Assert.Equal(ExitCode.Ok, Run(name, "--help"));

        Assert.Contains("fathom " + name, Text(), StringComparison.Ordinal);
        Assert.Contains("xample", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_says_what_a_shared_option_means_to_this_command()
    {
        Run("demo", "--help");
        string demo = Text();
        Run("snapshot", "--help");
        string snapshot = Text()[demo.Length..];

        Assert.Contains("by default what a test of this machine finds", demo[demo.IndexOf("--size", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("1280x720", demo, StringComparison.Ordinal);
        Assert.Contains("default snapshot.png", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("--headless", snapshot, StringComparison.Ordinal);
        Assert.DoesNotContain("panels", snapshot, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_with_a_command_is_its_page()
    {
        Assert.Equal(ExitCode.Ok, Run("help", "demo"));

        Assert.Contains("Usage: fathom demo", Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("641x360")]
    [InlineData("64x36")]
    public void A_size_that_is_no_video_is_refused_by_the_demo_itself(string size)
    {
        var error = Assert.Throws<FathomException>(() => Run("demo", "--headless", "--size", size, "--fps", "10"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--size", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_has_no_build_suffix()
    {
        Run("--version");

        Assert.Matches(@"^fathom \d+\.\d+\.\d+\n$", Text());
    }

    [Fact]
    public void An_unknown_command_is_a_usage_error_that_lists_the_others()
    {
        var error = Assert.Throws<FathomException>(() => Run("paint"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("connect, snapshot", error.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conect", "connect")]
    [InlineData("dmeo", "demo")]
    [InlineData("snapshoot", "snapshot")]
    public void A_mistyped_command_is_answered_with_the_nearest(string typed, string meant)
    {
        var error = Assert.Throws<FathomException>(() => Run(typed));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal($"The nearest is '{meant}'.", error.Why);
    }

    [Fact]
    public void A_printed_configuration_says_where_values_come_from()
    {
        Assert.Equal(ExitCode.Ok, Run("connect", "ws://h:1", "--presenter", "latest", "--print-config"));

        Assert.Contains("presenter ", Text(), StringComparison.Ordinal);
        Assert.Contains("latest", Text(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private ExitCode Run(params string[] arguments) =>
        new CommandTable().Run(arguments, new CommandContext(_output, _error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None));

    private string Text() => Encoding.UTF8.GetString(_output.ToArray());
}
