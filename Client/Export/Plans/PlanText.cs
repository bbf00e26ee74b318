using System;
using System.Globalization;
using Fathom.Client.Export.Progress;

namespace Fathom.Client.Export.Plans;

/// <summary>What is going to be made, in a sentence, so that a wrong option is noticed before an hour has gone by.</summary>
internal static class PlanText
{
    /// <summary>The sentence.</summary>
    public static string Of(PlannedMovie movie, int workers)
    {
        ExportPlan plan = movie.Plan;
        workers = Math.Min(workers, plan.Parts.Count);
        string what = string.Create(CultureInfo.InvariantCulture, $"{plan.Frames.Count} frames along {plan.Axis.Name} ({plan.Frames}), {plan.Size}");
        string where = string.Create(CultureInfo.InvariantCulture, $"to {plan.Target.Path}, in {plan.Parts.Count} {(plan.Parts.Count == 1 ? "part" : "parts")} by {workers} {(workers == 1 ? "worker" : "workers")}");
        return plan.Target.IsMovie
            ? string.Create(CultureInfo.InvariantCulture, $"{what}, {plan.Rate} a second: {plan.Frames.Count / plan.Rate.PerSecond:0.0} s{Pace(movie)}, {where}.")
            : $"{what}, a PNG file each, {where}.";
    }

    /// <summary>How the movie's time relates to that of the scene, which people state under their figures.</summary>
    private static string Pace(PlannedMovie movie)
    {
        if (movie.StepSeconds is not { } step || !(step > 0))
        {
            return "";
        }

        double pace = step * movie.Plan.Rate.PerSecond;
        string time = step < 1 ? string.Create(CultureInfo.InvariantCulture, $"{step * 1000:0.##} ms") : step < 60 ? string.Create(CultureInfo.InvariantCulture, $"{step:0.##} s") : ProgressText.Duration(TimeSpan.FromSeconds(step));
        return pace >= 1
            ? string.Create(CultureInfo.InvariantCulture, $" ({time} a frame, {pace:0.##} times as fast as it was)")
            : string.Create(CultureInfo.InvariantCulture, $" ({time} a frame, {1 / pace:0.##} times as slow as it was)");
    }
}
