using System;
using System.IO;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.House;

namespace Fathom.Client.Tests.Profiling;

/// <summary>What stands in a folder after the first commands of docs/profiling.md.</summary>
internal static class ExampleSessions
{
    /// <summary>Writes two sessions and the page's budget.</summary>
    public static void Write(string folder)
    {
        foreach ((string name, double slower) in new[] { ("profile", 0.0), ("slower", 5.0) })
        {
            ProfileSession session = new SyntheticSession { Slow = (Stage.Encode, slower) }.Make();
            string path = Path.Combine(folder, name);
            ProfileFolder.Prepare(path);
            ProfileFolder.Write(path, session, SummaryMaker.Of(session));
        }

        string page = File.ReadAllText(SourceTree.Path("docs", "profiling.md"));
        int from = page.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        File.WriteAllText(Path.Combine(folder, "budget.json"), page[from..page.IndexOf("```", from, StringComparison.Ordinal)]);
    }
}
