using System;
using System.Globalization;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Export.Work;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export;

/// <summary>What a user is told when an export ends early: what happened, how far it is, and that the same command goes on.</summary>
internal static class BrokenOff
{
    /// <summary>The message for what happened.</summary>
    public static FathomException Of(Exception error, ExportPlan plan, ExportTally tally)
    {
        string kept = tally.PartsDone == 0
            ? "No part was finished yet; the same command begins anew."
            : string.Create(CultureInfo.InvariantCulture, $"{tally.PartsDone} of {plan.Parts.Count} parts ({ProgressText.Size(tally.Bytes)}) are kept in {plan.Target.PartsFolder}; the same command goes on from there.");
        return error switch
        {
            OperationCanceledException => new FathomException(
                ExitCode.Interrupted, $"The export to {plan.Target.Path} was stopped: {ProgressText.Of(new ProgressState(tally.Done, plan.Frames.Count, 0, 0))}.", "It was interrupted.", kept, error),
            FathomException { ExitCode: ExitCode.Bug } bug => bug,
            FathomException known => new FathomException(known.ExitCode, known.What, known.Why, $"{known.How} {kept}", known),
            _ => new FathomException(ExitCode.Usage, $"Cannot write to {plan.Target.PartsFolder}.", error.Message, $"Make room there, or give the right to write. {kept}", error),
        };
    }
}
