using System.Collections.Generic;

namespace Fathom.Bench.Compare;

/// <summary>All that a comparison found.</summary>
/// <param name="Clips">What was played.</param>
/// <param name="Frames">Pictures a run.</param>
/// <param name="Rounds">How often all programs took turns.</param>
/// <param name="Programs">Those that ran, ours first.</param>
/// <param name="NotRun">Those that did not, and why.</param>
/// <param name="Rows">The ratios.</param>
/// <param name="Notes">What else is to be said.</param>
/// <param name="OthersShare">The share of the machine that other programs used meanwhile.</param>
internal sealed record CompareOutcome(
    IReadOnlyList<ComparedClip> Clips,
    int Frames,
    int Rounds,
    IReadOnlyList<IComparedProgram> Programs,
    IReadOnlyList<CompareNote> NotRun,
    IReadOnlyList<CompareRow> Rows,
    IReadOnlyList<CompareNote> Notes,
    double OthersShare)
{
    /// <summary>Fewer than this say nothing that can be relied on.</summary>
    public const int FewestRounds = 7;

    /// <summary>More of the machine in other hands, and absolute figures are those of a busy machine.</summary>
    public const double QuietShare = 0.05;

    /// <summary>How far the figures can be relied on, in words.</summary>
    public string Reliability => (Rounds < FewestRounds, OthersShare > QuietShare) switch
    {
        (true, _) => System.FormattableString.Invariant($"a look, not a measurement: {Rounds} round(s), {FewestRounds} are wanted; other programs used {OthersShare * 100:0} % of the machine"),
        (_, true) => System.FormattableString.Invariant($"measured beside other work, which used {OthersShare * 100:0} % of the machine: trust the ratios, not the absolute figures"),
        _ => System.FormattableString.Invariant($"measured on a quiet machine (other programs used {OthersShare * 100:0} %)"),
    };
}
