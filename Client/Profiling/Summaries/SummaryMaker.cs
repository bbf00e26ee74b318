using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>Works out the figures of a session.</summary>
internal static class SummaryMaker
{
    /// <summary>The figures.</summary>
    public static ProfileSummary Of(ProfileSession session)
    {
        IntentSample[] measured = [.. session.Intents.Where(static intent => intent.IsMeasured)];
        FrameSample[] frames = [.. session.Frames.Where(static frame => frame.Repeat > 0)];
        FrameSample[] shown = [.. frames.Where(static frame => frame.Stages is not null)];
        double seconds = session.MeasuredSeconds;
        var goal = Goal.For(session.Facts);
        return new ProfileSummary
        {
            Facts = session.Facts,
            Total = DistributionOf(measured.Select(static intent => intent.Stages!.Total)),
            EveryTotal = DistributionOf(session.Intents.Where(static intent => intent is { Repeat: > 0, Stages: not null }).Select(static intent => intent.Stages!.Total)),
            TotalUncertaintyMs = Median(measured.Select(static intent => intent.Stages!.UncertaintyOf(Stage.Gpu))),
            Stages = [.. Enumerable.Range(0, StageNames.Count).Select(i => Figure(measured, (Stage)i))],
            Transport = DistributionOf(measured.Select(static intent => intent.Stages![Stage.Send] + intent.Stages[Stage.Network])),
            FrameAge = DistributionOf(shown.Where(static frame => frame.Revision is not null).Select(static frame => frame.Stages!.Total)),
            FirstPicture = DistributionOf(EventsOf(session, SessionEvent.FirstPicture)),
            Reconnect = DistributionOf(EventsOf(session, SessionEvent.Reconnect)),
            IntentFates = Counts<IntentFate>(session.Intents.Where(static intent => intent.Repeat > 0).Select(static intent => StageNames.Of(intent.Fate)), StageNames.Of),
            FrameFates = Counts<FrameFate>(frames.Select(static frame => StageNames.Of(frame.Fate)), StageNames.Of),
            DropsOtherThanSuperseded = frames.Length == 0 ? 0
                : (double)frames.Count(static frame => frame.Fate is not (FrameFate.Shown or FrameFate.Superseded)) / frames.Length,
            Seconds = seconds,
            Repeats = session.Phases.Count(static phase => phase.Repeat > 0),
            Fps = seconds > 0 ? shown.Length / seconds : 0,
            PositionsPerSecond = seconds > 0 ? measured.Select(static intent => (intent.Repeat, intent.AnsweredBy)).Distinct().Count() / seconds : 0,
            Mbit = seconds > 0 ? frames.Sum(static frame => (double)frame.Bytes) * 8 / 1e6 / seconds : 0,
            Clock = ClockOf(session.Clock),
            IsEstimated = measured.Any(static intent => intent.IsEstimated) || (measured.Length == 0 && shown.Any(static frame => frame.IsEstimated)),
            Goal = goal,
            Verdict = measured.Length > 0 ? Verdict.Of(measured, goal) : StartVerdict.Of(session.Facts, DistributionOf(EventsOf(session, SessionEvent.FirstPicture)), DistributionOf(EventsOf(session, SessionEvent.Reconnect))) ?? Verdict.Of(measured, goal),
        };
    }

    /// <summary>The percentiles of what is a number.</summary>
    public static Distribution DistributionOf(IEnumerable<double> values) => Distribution.FromValues(values.Where(double.IsFinite).ToArray());

    private static StageFigure Figure(IntentSample[] measured, Stage stage)
    {
        IntentSample[] known = [.. measured.Where(intent => double.IsFinite(intent.Stages![stage]))];
        return new StageFigure(
            stage, DistributionOf(known.Select(intent => intent.Stages![stage])), known.Length == 0 ? 0 : Median(known.Select(intent => intent.Stages!.UncertaintyOf(stage))));
    }

    private static IEnumerable<double> EventsOf(ProfileSession session, string name) =>
        session.Events.Where(happened => happened.Name == name && happened.Repeat > 0).Select(static happened => happened.Ms);

    private static List<KeyValuePair<string, int>> Counts<T>(IEnumerable<string> names, Func<T, string> nameOf)
        where T : struct, Enum
    {
        var counts = names.GroupBy(static name => name, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
        return [.. Enum.GetValues<T>().Select(value => KeyValuePair.Create(nameOf(value), counts.GetValueOrDefault(nameOf(value))))];
    }

    private static ClockFigure ClockOf(IReadOnlyList<ClockSample> clock)
    {
        ClockSample[] known = [.. clock.Where(static sample => double.IsFinite(sample.OffsetMs))];
        if (known.Length == 0)
        {
            return new ClockFigure(double.NaN, double.NaN, double.PositiveInfinity, true);
        }

        return new ClockFigure(
            known[known.Length / 2].OffsetMs,
            known[known.Length / 2].DriftPpm,
            Median(known.Select(static sample => sample.UncertaintyMs)),
            known.Count(static sample => sample.IsEstimated) * 2 > known.Length)
        {
            DriftUncertaintyPpm = known[known.Length / 2].DriftUncertaintyPpm,
        };
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(static value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
