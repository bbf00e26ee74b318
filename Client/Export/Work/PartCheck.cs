using System;
using System.IO;
using System.Threading;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;

namespace Fathom.Client.Export.Work;

/// <summary>Looks at the parts of an earlier run: those that are whole are kept, the others made anew.</summary>
internal static class PartCheck
{
    /// <summary>Keeps what is whole; returns how many parts that are.</summary>
    /// <param name="plan">What is made.</param>
    /// <param name="folder">The parts.</param>
    /// <param name="queue">Told what need not be made.</param>
    /// <param name="tally">Told how far it is already.</param>
    /// <param name="cancel">Ends it between two parts: they may be gigabytes.</param>
    public static int Keep(ExportPlan plan, PartFolder folder, PartQueue queue, ExportTally tally, CancellationToken cancel)
    {
        int kept = 0;
        foreach (FinishedPart part in folder.Listed)
        {
            cancel.ThrowIfCancellationRequested();
            if (part.Index < plan.Parts.Count && IsWhole(plan, folder, part))
            {
                queue.Leave(part.Index);
                tally.Keep(plan.Parts.CountOf(part.Index), part.Bytes);
                kept++;
            }
        }

        return kept;
    }

    private static bool IsWhole(ExportPlan plan, PartFolder folder, FinishedPart part)
    {
        try
        {
            return part == (plan.Target.IsMovie ? Movie(folder, part) : PngPart.Measure(plan, part.Index, name => PictureOf(plan, folder, part.Index, name)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone, or not readable: made anew.
            return false;
        }
    }

    private static FinishedPart Movie(PartFolder folder, in FinishedPart part)
    {
        string path = folder.PathOf(part.Index);
        long bytes = new FileInfo(path).Length;
        return bytes == part.Bytes ? part with { Checksum = FileMark.ChecksumOf(path) } : part with { Bytes = bytes };
    }

    /// <summary>Where a picture lies: in its part, or already where it belongs, when the run was broken off while it moved them.</summary>
    private static string PictureOf(ExportPlan plan, PartFolder folder, int part, string name) =>
        Path.Combine(folder.PathOf(part), name) is var inPart && File.Exists(inPart) ? inPart : Path.Combine(plan.Target.Path, name);
}
