using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Client.Logging;

namespace Fathom.Bench.Client;

/// <summary>What does a line of the log cost that nobody asked for?</summary>
[BenchmarkCategory(AllocationGate.Category)]
#pragma warning disable CA1001 // The log writes nowhere and holds nothing.
public class LogLine
#pragma warning restore CA1001
{
    private readonly ClientLog _log = new(LogRules.Parse("error"), TextWriter.Null, null, TimeProvider.System);
    private long _sequence;

    [GlobalSetup]
    public void Validate()
    {
        if (Off() || !_log.IsOn(LogCategory.Present, LogLevel.Error))
        {
            throw new InvalidOperationException("The rules are not those that were given.");
        }
    }

    [Benchmark]
    public bool Off()
    {
        _sequence++;
        _log.Write(LogCategory.Present, LogLevel.Trace, $"frame {_sequence} of {_log} at {1.5:0.0}");
        return _log.IsOn(LogCategory.Present, LogLevel.Trace);
    }
}
