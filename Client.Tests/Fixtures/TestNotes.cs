using System.Collections.Generic;
using System.IO;
using System.Threading;
using Fathom.Protocol.Configuration;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Figures that whoever runs the tests wants to see, without a verdict.</summary>
internal static class TestNotes
{
    private static readonly Lock s_gate = new();

    /// <summary>Writes a line into the test's output, and into the file of FATHOM_TEST_NOTES where there is one.</summary>
    public static void Tell(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (ProcessEnvironment.Get("FATHOM_TEST_NOTES") is { Length: > 0 } notes)
        {
            Append(notes, [line]);
        }
    }

    /// <summary>Adds lines to a file that several tests write.</summary>
    public static void Append(string path, IEnumerable<string> lines)
    {
        // Tests run beside each other, and a file is open for one writer at a time.
        lock (s_gate)
        {
            File.AppendAllLines(path, lines);
        }
    }
}
