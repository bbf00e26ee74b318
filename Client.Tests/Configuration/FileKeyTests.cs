using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Bench.Commands;
using Fathom.Bench.Data;
using Fathom.Client.Commands;
using Fathom.Protocol.Configuration;
using Fathom.VolumeServer.Commands;
using Xunit;

namespace Fathom.Client.Tests.Configuration;

public sealed class FileKeyTests
{
    private static readonly CommandDefinition s_connect = new ConnectCommand().Definition;

    [Fact]
    public void The_list_of_keys_is_that_of_the_option_tables()
    {
        IEnumerable<CommandDefinition> all = [.. new CommandTable().Definitions, .. ServerCommands.All, new PipelineCommand().Definition, new CompareCommand().Definition, new RenderCommand().Definition, new DataCommand().Definition, new GateCommand().Definition];
        string[] keys = [.. all.SelectMany(command => command.Options).Where(option => !option.CommandLineOnly).Select(option => option.Name).Distinct().Order(StringComparer.Ordinal)];

        Assert.True(keys.SequenceEqual(KnownKeys.All.Order(StringComparer.Ordinal)), "KnownKeys.All must be:\n" + string.Join('\n', keys.Select(key => $"        \"{key}\",")));
    }

    [Fact]
    public void A_key_that_nothing_reads_is_warned_about_with_the_nearest_name()
    {
        ParsedCommand parsed = Parse("""{"presentr": "latest", "nothing-like-it-at-all": 1}""");

        Assert.Equal(2, parsed.Warnings.Count);
        Assert.Equal("'presentr' in /c.json is no setting; the nearest is 'presenter'.", parsed.Warnings[0]);
        Assert.Equal("'nothing-like-it-at-all' in /c.json is no setting.", parsed.Warnings[1]);
    }

    [Fact]
    public void A_key_of_another_command_is_none_of_this_ones_business() => Assert.Empty(Parse("""{"root": "/data", "presenter": "latest"}""").Warnings);

    [Fact]
    public void A_key_that_only_the_command_line_sets_is_said_to_be_passed_over() =>
        Assert.Equal("'script' in /c.json is passed over: only the command line sets it.", Assert.Single(Parse("""{"script": "x"}""").Warnings));

    [Fact]
    public void The_printed_configuration_has_every_option_with_value_and_origin()
    {
        var sources = new ConfigurationSources(
            name => name == "FATHOM_THEME" ? "light" : null, ConfigurationSources.ParseFile("""{"presenter": "latest"}"""u8.ToArray(), "/c.json"), "/c.json");

        string[] lines = HelpText.Configuration(CommandLineParser.Parse(s_connect, ["ws://h:1", "--latency-ms", "20"], sources)).Split(Environment.NewLine);

        Assert.Equal(["URL", .. s_connect.Options.Where(option => !option.Hidden).Select(option => option.Name)], lines.Select(line => line.Split(' ')[0]));
        Assert.Contains(lines, line => line.StartsWith("URL ", StringComparison.Ordinal) && line.Contains("ws://h:1", StringComparison.Ordinal) && line.EndsWith("command line", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("latency-ms ", StringComparison.Ordinal) && line.Contains(" 20 ", StringComparison.Ordinal) && line.EndsWith("command line", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("theme ", StringComparison.Ordinal) && line.EndsWith("environment FATHOM_THEME", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("presenter ", StringComparison.Ordinal) && line.EndsWith("file /c.json", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("decoder ", StringComparison.Ordinal) && line.EndsWith("default", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("token ", StringComparison.Ordinal));
    }

    private static ParsedCommand Parse(string file) => CommandLineParser.Parse(
        s_connect, ["ws://h:1"], new ConfigurationSources(static _ => null, ConfigurationSources.ParseFile(Encoding.UTF8.GetBytes(file), "/c.json"), "/c.json"));
}
