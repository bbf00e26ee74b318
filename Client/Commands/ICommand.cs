using System.Collections.Generic;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>One command of the program.</summary>
internal interface ICommand
{
    /// <summary>Name, options, help and examples.</summary>
    CommandDefinition Definition { get; }

    /// <summary>Commands whose names begin with this one's, as in <c>profile compare</c>.</summary>
    IReadOnlyList<ICommand> Verbs => [];

    /// <summary>Does it, on the calling thread, which is the process's first (windows demand that).</summary>
    ExitCode Run(ParsedCommand parsed, CommandContext context);
}
