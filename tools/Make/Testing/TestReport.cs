using System;
using System.Collections.Generic;
using System.IO;
using System.Xml.Linq;

namespace Fathom.Make.Testing;

/// <summary>What a test run did, read from the result file that the runner wrote.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failures">Name and message of each failure.</param>
/// <param name="Skips">Name and reason of each skip.</param>
internal sealed record TestReport(int Passed, IReadOnlyList<(string Name, string Message)> Failures, IReadOnlyList<(string Name, string Reason)> Skips)
{
    private static readonly XNamespace s_ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestReport Empty { get; } = new(0, [], []);

    public string Totals => $"{Passed} passed, {Failures.Count} failed, {Skips.Count} skipped";

    public static TestReport Read(string path)
    {
        if (!File.Exists(path))
        {
            return Empty;
        }

        var passed = 0;
        var failures = new List<(string, string)>();
        var skips = new List<(string, string)>();
        foreach (var result in XDocument.Load(path).Descendants(s_ns + "UnitTestResult"))
        {
            var name = (string?)result.Attribute("testName") ?? "?";
            var output = result.Element(s_ns + "Output");
            var error = output?.Element(s_ns + "ErrorInfo");
            switch ((string?)result.Attribute("outcome"))
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skips.Add((name, (string?)error?.Element(s_ns + "Message") ?? (string?)output?.Element(s_ns + "StdOut") ?? "no reason given"));
                    break;
                default:
                    failures.Add((name, $"{(string?)error?.Element(s_ns + "Message")}{Environment.NewLine}{(string?)error?.Element(s_ns + "StackTrace")}"));
                    break;
            }
        }

        return new TestReport(passed, failures, skips);
    }
}
