using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Fathom.Client.Processes;

/// <summary>A server that was started for this run and lives as long as we do.</summary>
internal sealed class ChildServer : ChildProgram<ServerAddress>
{
    private static readonly ChildNames s_names = new(
        "fathom-server", "The server that the demo started", "server", "Start it alone with 'fathom serve --json' to see all that it says.");

    private ChildServer(ProcessStartInfo program, IReadOnlyList<string> arguments, Action<string> log)
        : base(program, arguments, static line => ServerAddress.TryParse(line, out ServerAddress? address) ? address : null, s_names, log)
    {
    }

    /// <summary>Starts the server beside this program; it gets ready while the caller does other things.</summary>
    public static ChildServer Start(ProcessStartInfo program, IReadOnlyList<string> arguments, Action<string> log) => new(program, arguments, log);
}
