using Fathom.Bench.Gate;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Commands;

/// <summary><c>fathom bench gate</c>.</summary>
internal sealed class GateCommand : IBenchCommand
{
    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        BenchCommandTable.Program,
        "gate",
        "Check that the hot pieces allocate no more than Gate/expected-bytes.json says.",
        [])
    {
        Positionals = ["NAME"],
        RepeatLastPositional = true,
        Examples =
        [
            ("fathom bench gate", "All of them; exits with 6 when something allocates more than it may."),
            ("fathom bench gate LeaseCycle", "Only those with this in their name."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, BenchContext context) => AllocationGate.Run([.. parsed.Positionals]);
}
