using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Tests.House;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Commands;
using Xunit;

namespace Fathom.Client.Tests.Configuration;

public sealed class AliasTests
{
    private static readonly CommandDefinition s_command = new(
        "tool",
        "read",
        "Reads.",
        [
            new OptionDefinition("input-path", OptionKind.Text, "What to read.") { FormerNames = ["raw-path"], PredecessorVariable = "OLD_RAW" },
            new OptionDefinition("scale", OptionKind.Number, "Scale.") { Default = "1" },
        ]);

    public static IEnumerable<object[]> Aliases() => AliasMap.Of(EveryCommand()).Where(alias => !alias.Old.StartsWith('-')).Select(alias => new object[] { alias.Old, alias.New });

    [Fact]
    public void An_old_name_works_and_warns_once()
    {
        ParsedCommand parsed = CommandLineParser.Parse(s_command, ["--raw-path", "a"], ConfigurationSources.None);

        Assert.Equal("a", parsed.Text("input-path"));
        Assert.Equal("a", parsed.Text("raw-path"));
        Assert.Equal(["--raw-path is an old name: use --input-path. The old name works until the next major version."], parsed.Warnings);
    }

    [Fact]
    public void A_new_name_warns_nobody() =>
        Assert.Empty(CommandLineParser.Parse(s_command, ["--input-path=a"], Sources(new() { ["OLD_RAW"] = "b" })).Warnings);

    [Fact]
    public void Old_and_new_together_are_refused()
    {
        var error = Assert.Throws<FathomException>(() => CommandLineParser.Parse(s_command, ["--input-path", "a", "--raw-path", "b"], ConfigurationSources.None));

        Assert.Equal("Cannot specify both --input-path and --raw-path.", error.What);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void A_key_of_the_file_may_have_the_old_name()
    {
        var sources = new ConfigurationSources(static _ => null, new Dictionary<string, IReadOnlyList<string>> { ["raw-path"] = ["f"] }, "config.json");

        ParsedCommand parsed = CommandLineParser.Parse(s_command, [], sources);

        Assert.Equal("f", parsed.Text("input-path"));
        Assert.Single(parsed.Warnings);
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Every_old_variable_sets_its_option_warns_and_excludes_the_new_one(string old, string current)
    {
        (CommandDefinition command, OptionDefinition option) = EveryCommand()
            .SelectMany(command => command.Options.Select(option => (command, option)))
            .First(pair => pair.option.PredecessorVariable == old);
        string value = option.Default ?? (option.Choices.Count > 0 ? option.Choices[0] : "1");
        string[] arguments = [.. Enumerable.Repeat("x", command.RequiredPositionals)];

        ParsedCommand parsed = CommandLineParser.Parse(command, arguments, Sources(new() { [old] = value }));

        Assert.Equal(value, parsed.Text(option.Name));
        Assert.Contains(parsed.Warnings, warning => warning.StartsWith($"{old} is an old name: use {current}.", StringComparison.Ordinal));
        var error = Assert.Throws<FathomException>(() => CommandLineParser.Parse(command, arguments, Sources(new() { [old] = value, [current] = value })));
        Assert.Equal($"Cannot specify both {current} and {old}.", error.What);
    }

    [Fact]
    public void The_table_in_the_guide_is_the_one_that_the_options_make()
    {
        string page = File.ReadAllText(SourceTree.Path("docs", "user-guide.md")).ReplaceLineEndings("\n");

        Assert.Contains(AliasMap.Table(AliasMap.Of(EveryCommand())), page, StringComparison.Ordinal);
    }

    private static IEnumerable<CommandDefinition> EveryCommand() => [.. new CommandTable().Definitions, .. ServerCommands.All];

    private static ConfigurationSources Sources(Dictionary<string, string> variables) =>
        new(variables.GetValueOrDefault, new Dictionary<string, IReadOnlyList<string>>(), "(none)");
}
