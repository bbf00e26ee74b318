using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Commands;

/// <summary>One measurement that people call by name; the table is <see cref="BenchCommandTable"/>.</summary>
internal interface IBenchCommand
{
    /// <summary>Name, options, help and examples; the program is <see cref="BenchCommandTable.Program"/>.</summary>
    CommandDefinition Definition { get; }

    /// <summary>Measures, on the process's first thread.</summary>
    ExitCode Run(ParsedCommand parsed, BenchContext context);
}
