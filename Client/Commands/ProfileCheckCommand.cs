using System.Text;
using Fathom.Client.Profiling.Budgets;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Holds a session against a budget, for continuous integration.</summary>
internal sealed class ProfileCheckCommand : ICommand
{
    private const string BudgetFile = "budget";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "profile check",
        "Hold a session that 'fathom profile' wrote against a budget. Ends with 0 when it is met and with 6 when it is not, or when the data cannot tell.",
        [
            new(BudgetFile, OptionKind.Text, "The limits, as JSON with the names of the summary.") { ValueName = "FILE", CommandLineOnly = true },
            new(ClientOptions.Json, OptionKind.Flag, "Print one JSON object.") { CommandLineOnly = true },
        ])
    {
        Positionals = ["DIR"],
        RequiredPositionals = 1,
        Examples =
        [
            ("fathom profile check profile --budget budget.json", "a table of limits and figures"),
            ("fathom profile check profile --budget budget.json --json", "the same for a program"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        string path = parsed.Text(BudgetFile) ?? throw new FathomException(
            ExitCode.Usage, "No budget is given.", "--budget is missing.", "Write for example --budget budget.json; docs/profiling.md shows one.");
        var budget = Budget.ReadFile(path);
        var check = BudgetCheck.Of(budget, SummaryMaker.Of(SessionReader.ReadFolder(parsed.Positionals[0])));
        if (parsed.Flag(ClientOptions.Json))
        {
            check.WriteJson(context.Output);
        }
        else
        {
            context.Output.Write(Encoding.UTF8.GetBytes(check.ForPeople()));
            context.Output.Flush();
        }

        return check.ExitCode;
    }
}
