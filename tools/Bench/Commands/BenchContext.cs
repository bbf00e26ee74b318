using System;
using System.IO;
using System.Text;
using System.Threading;
using Fathom.Protocol.Configuration;

namespace Fathom.Bench.Commands;

/// <summary>What a measurement may use of the process around it; tests give their own.</summary>
/// <param name="Output">Standard output, for the result.</param>
/// <param name="Error">Standard error, for everything said on the way.</param>
/// <param name="Sources">Environment and configuration file.</param>
/// <param name="Time">The clock.</param>
/// <param name="Interrupt">Cancelled by Ctrl-C or a polite kill.</param>
internal sealed record BenchContext(Stream Output, TextWriter Error, ConfigurationSources Sources, TimeProvider Time, CancellationToken Interrupt)
{
    /// <summary>Writes a line of the result for people.</summary>
    public void Say(string line)
    {
        Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        Output.Flush();
    }
}
