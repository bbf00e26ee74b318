using System.Text;
using Fathom.Client.Profiling.Comparison;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Holds two sessions against each other.</summary>
internal sealed class ProfileCompareCommand : ICommand
{
    private const string Seed = "seed";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "profile compare",
        "Say what differs between two sessions that 'fathom profile' wrote, how sure that is, and when there is no difference that the data can show.",
        [
            new(Seed, OptionKind.Integer, "The seed of the draws that the confidence comes from.") { ValueName = "N", Default = "1", Minimum = 0, CommandLineOnly = true },
            new(ClientOptions.Json, OptionKind.Flag, "Print one JSON object.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["A", "B"],
        RequiredPositionals = 2,
        Examples =
        [
            ("fathom profile compare before after", "what changed from the session in before/ to the one in after/"),
            ("fathom profile compare before after --json", "the same for a program"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        SessionComparison comparison = SessionComparison.Of(
            SessionReader.ReadFolder(parsed.Positionals[0]), SessionReader.ReadFolder(parsed.Positionals[1]), parsed.Integer(Seed));
        if (parsed.Flag(ClientOptions.Json))
        {
            ComparisonText.WriteJson(context.Output, comparison);
        }
        else
        {
            context.Output.Write(Encoding.UTF8.GetBytes(ComparisonText.ForPeople(comparison)));
            context.Output.Flush();
        }

        return ExitCode.Ok;
    }
}
