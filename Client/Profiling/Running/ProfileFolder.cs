using System;
using System.IO;
using Fathom.Client.Profiling.Reports;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Profiling.Running;

/// <summary>The folder that a profile writes.</summary>
internal static class ProfileFolder
{
    /// <summary>Makes the folder; nobody should find out at the end of a long run that it cannot be written.</summary>
    public static void Prepare(string folder) => Guarded(folder, () =>
    {
        Directory.CreateDirectory(folder);
        string probe = Path.Combine(folder, ProfileSession.LinesFile);
        bool existed = File.Exists(probe);
        new FileStream(probe, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (!existed)
        {
            File.Delete(probe);
        }
    });

    /// <summary>Writes the four files.</summary>
    public static void Write(string folder, ProfileSession session, ProfileSummary summary) => Guarded(folder, () =>
    {
        using (FileStream lines = File.Create(Path.Combine(folder, ProfileSession.LinesFile)))
        using (var buffered = new BufferedStream(lines, 1 << 16))
        {
            SessionLines.Write(buffered, session);
        }

        using (var table = new StreamWriter(Path.Combine(folder, ProfileSession.TableFile)))
        {
            SessionTable.Write(table, session);
        }

        using (FileStream trace = File.Create(Path.Combine(folder, ProfileSession.TraceFile)))
        {
            TraceFile.Write(trace, session);
        }

        File.WriteAllText(Path.Combine(folder, ProfileSession.ReportFile), HtmlReport.Write(session, summary));
    });

    private static void Guarded(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot write into {folder}.", error.Message, "Choose another folder with --output.", error);
        }
    }
}
