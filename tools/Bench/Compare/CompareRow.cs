using System.Collections.Generic;
using System.Linq;
using Fathom.Bench.Pipeline;

namespace Fathom.Bench.Compare;

/// <summary>One figure of ours beside one of a peer's, over all rounds.</summary>
/// <param name="Clip">With which clip.</param>
/// <param name="Program">Whose figure it is compared with.</param>
/// <param name="Measure">What is compared.</param>
/// <param name="Ours">Ours, round by round.</param>
/// <param name="Theirs">Theirs.</param>
/// <param name="Ratios">How many times better ours is, round by round.</param>
internal sealed record CompareRow(ComparedClip Clip, string Program, ComparedMeasure Measure, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs, IReadOnlyList<double> Ratios)
{
    /// <summary>The median of the rounds' ratios.</summary>
    public double Ratio => PairedRuns.Median(Ratios);

    /// <summary>The worst round.</summary>
    public double Low => Ratios.Min();

    /// <summary>The best round.</summary>
    public double High => Ratios.Max();

    /// <summary>What the project wants, or null.</summary>
    public double? Goal => ComparedMeasure.Goal(Clip, Program, Measure.Name);

    /// <summary>The rows of a peer on a clip.</summary>
    public static IEnumerable<CompareRow> Make(ComparedClip clip, string program, IReadOnlyList<ProgramFigures> ours, IReadOnlyList<ProgramFigures> theirs)
    {
        foreach (ComparedMeasure measure in ComparedMeasure.All)
        {
            double[] ratios = [.. ours.Zip(theirs, measure.TimesBetter).OfType<double>()];
            if (ratios.Length > 0)
            {
                yield return new CompareRow(clip, program, measure, Values(measure, ours), Values(measure, theirs), ratios);
            }
        }
    }

    private static double[] Values(ComparedMeasure measure, IReadOnlyList<ProgramFigures> figures) => [.. figures.Select(measure.Of).OfType<double>()];
}
