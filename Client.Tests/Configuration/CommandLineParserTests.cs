using System;
using System.Collections.Generic;
using System.Text;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Configuration;

public sealed class CommandLineParserTests
{
    private static readonly CommandDefinition s_command = new(
        "fathom",
        "connect",
        "Connects.",
        [
            new OptionDefinition("presenter", OptionKind.Text, "Which frame is shown.") { Choices = ["latest", "adaptive"], Default = "adaptive" },
            new OptionDefinition("headless", OptionKind.Flag, "No window."),
            new OptionDefinition("seconds", OptionKind.Number, "How long.") { Default = "10", Minimum = 0.1, Maximum = 1e6 },
            new OptionDefinition("dims", OptionKind.Text, "Where.") { Repeatable = true },
            new OptionDefinition("output", OptionKind.Text, "Where to.") { Short = 'o' },
            new OptionDefinition("state-port", OptionKind.Integer, "Port.") { PredecessorVariable = "NAPARI_CUDA_STATE_PORT", Minimum = 0, Maximum = 65535 },
        ])
    { Positionals = ["URL"], RequiredPositionals = 1 };

    [Fact]
    public void Every_way_to_write_an_option_is_read()
    {
        var parsed = Parse("ws://host", "--presenter=latest", "--headless", "--seconds", "2.5", "--dims", "z=1", "--dims=t=2", "-o", "x.png");

        Assert.Equal("latest", parsed.Text("presenter"));
        Assert.True(parsed.Flag("headless"));
        Assert.Equal(2.5, parsed.Number("seconds"));
        Assert.Equal(["z=1", "t=2"], parsed.All("dims"));
        Assert.Equal("x.png", parsed.Text("output"));
        Assert.Equal(["ws://host"], parsed.Positionals);
    }

    [Fact]
    public void The_command_line_wins_over_environment_over_file_over_default()
    {
        var file = Values(("presenter", "latest"), ("seconds", "3"));
        var sources = new ConfigurationSources(name => name == "FATHOM_SECONDS" ? "4" : null, file, "config.json");

        var fromFileAndEnvironment = CommandLineParser.Parse(s_command, ["u"], sources);
        var fromCommandLine = CommandLineParser.Parse(s_command, ["u", "--seconds", "5"], sources);

        Assert.Equal(OptionOrigin.File, fromFileAndEnvironment["presenter"].Origin);
        Assert.Equal((4, OptionOrigin.Environment), (fromFileAndEnvironment.Integer("seconds"), fromFileAndEnvironment["seconds"].Origin));
        Assert.Equal((5, OptionOrigin.CommandLine), (fromCommandLine.Integer("seconds"), fromCommandLine["seconds"].Origin));
        Assert.Equal(OptionOrigin.Default, fromCommandLine["dims"].Origin);
        Assert.False(fromCommandLine.IsSet("dims"));
    }

    [Fact]
    public void A_variable_of_the_predecessor_counts_when_ours_is_unset()
    {
        var sources = new ConfigurationSources(name => name == "NAPARI_CUDA_STATE_PORT" ? "9000" : null, Values(), "none");

        var parsed = CommandLineParser.Parse(s_command, ["u"], sources);

        Assert.Equal(9000, parsed.Integer("state-port"));
        Assert.Equal("NAPARI_CUDA_STATE_PORT", parsed["state-port"].Source);
    }

    [Fact]
    public void A_flag_can_be_switched_off_where_the_environment_switched_it_on()
    {
        var sources = new ConfigurationSources(name => name == "FATHOM_HEADLESS" ? "yes" : null, Values(), "none");

        Assert.True(CommandLineParser.Parse(s_command, ["u"], sources).Flag("headless"));
        Assert.False(CommandLineParser.Parse(s_command, ["u", "--no-headless"], sources).Flag("headless"));
    }

    [Theory]
    [InlineData("--presentr latest", "--presenter")]
    [InlineData("--presenter newest", "latest, adaptive")]
    [InlineData("--seconds soon", "not a number")]
    [InlineData("--seconds 0", "from 0.1")]
    [InlineData("--state-port 70000", "65535")]
    [InlineData("--seconds 1 --seconds 2", "given 2 times")]
    [InlineData("--seconds", "needs a value")]
    [InlineData("second", "'second'")]
    public void A_mistake_is_explained_with_the_way_out(string arguments, string expected)
    {
        var error = Assert.Throws<FathomException>(() => Parse(("u " + arguments).Split(' ')));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("fathom connect --help", error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        var error = Assert.Throws<FathomException>(() => Parse());

        Assert.Contains("URL", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_in_the_environment_names_the_variable()
    {
        var sources = new ConfigurationSources(name => name == "FATHOM_SECONDS" ? "x" : null, Values(), "none");

        var error = Assert.Throws<FathomException>(() => CommandLineParser.Parse(s_command, ["u"], sources));

        Assert.Contains("FATHOM_SECONDS", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_every_visible_option_with_choices_and_default()
    {
        var page = HelpText.Page(s_command);

        Assert.Contains("Usage: fathom connect URL [options]", page, StringComparison.Ordinal);
        Assert.Contains("--presenter VALUE", page, StringComparison.Ordinal);
        Assert.Contains("one of latest, adaptive; default adaptive", page, StringComparison.Ordinal);
        Assert.Contains("-o, --output", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_configuration_says_where_each_value_came_from()
    {
        var sources = new ConfigurationSources(name => name == "FATHOM_SECONDS" ? "4" : null, Values(("presenter", "latest")), "/etc/f.json");

        var text = HelpText.Configuration(CommandLineParser.Parse(s_command, ["u", "--headless"], sources));

        Assert.Matches("presenter +latest +file /etc/f.json", text);
        Assert.Matches("headless +true +command line", text);
        Assert.Matches("seconds +4 +environment FATHOM_SECONDS", text);
        Assert.Matches("output +\\(unset\\) +default", text);
    }

    [Fact]
    public void A_configuration_file_holds_texts_numbers_flags_and_lists()
    {
        var values = ConfigurationSources.ParseFile(Encoding.UTF8.GetBytes("""{"presenter":"latest","seconds":2.5,"headless":true,"dims":["z=1","t=2"]}"""), "f");

        Assert.Equal(["latest"], values["presenter"]);
        Assert.Equal(["2.5"], values["seconds"]);
        Assert.Equal(["true"], values["headless"]);
        Assert.Equal(["z=1", "t=2"], values["dims"]);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"a":{"b":1}}""")]
    public void A_broken_configuration_file_is_named(string text)
    {
        var error = Assert.Throws<FathomException>(() => ConfigurationSources.ParseFile(Encoding.UTF8.GetBytes(text), "/home/x/config.json"));

        Assert.Contains("/home/x/config.json", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_file_lies_in_the_users_configuration_folder()
    {
        Assert.EndsWith("cfg/fathom/config.json", ConfigurationSources.DefaultPath(name => name == "XDG_CONFIG_HOME" ? "/cfg" : null), StringComparison.Ordinal);
        Assert.EndsWith("/home/me/.config/fathom/config.json", ConfigurationSources.DefaultPath(name => name == "HOME" ? "/home/me" : null), StringComparison.Ordinal);
    }

    private static ParsedCommand Parse(params string[] arguments) => CommandLineParser.Parse(s_command, arguments, ConfigurationSources.None);

    private static Dictionary<string, IReadOnlyList<string>> Values(params (string Key, string Value)[] pairs)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, value) in pairs)
        {
            values[key] = [value];
        }

        return values;
    }
}
