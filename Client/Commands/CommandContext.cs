using System;
using System.IO;
using System.Threading;
using Fathom.Protocol.Configuration;

namespace Fathom.Client.Commands;

/// <summary>What a command may use of the process around it; tests give their own.</summary>
/// <param name="Output">Standard output, for what the user asked for.</param>
/// <param name="Error">Standard error, for everything said on the way.</param>
/// <param name="Sources">Environment and configuration file.</param>
/// <param name="Time">The clock.</param>
/// <param name="Interrupt">Cancelled by Ctrl-C or a polite kill.</param>
internal sealed record CommandContext(Stream Output, TextWriter Error, ConfigurationSources Sources, TimeProvider Time, CancellationToken Interrupt);
