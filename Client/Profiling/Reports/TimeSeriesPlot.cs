using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The time from intent to picture over the session: a dot for each intent, a tick for each frame that was lost.</summary>
internal static class TimeSeriesPlot
{
    private const double Width = 1000, Height = 260, Left = 54, Right = 16, Top = 18, Bottom = 34;

    /// <summary>More dots than these cannot be told apart and make the file large.</summary>
    private const int MostDots = 4000;

    /// <summary>Draws the measured part of a session.</summary>
    public static string Draw(ProfileSession session)
    {
        IntentSample[] intents = [.. session.Intents.Where(static intent => intent.Stages is not null)];
        double begin = session.Phases.Count == 0 ? 0 : session.Phases.Min(static phase => phase.From);
        double end = session.Phases.Count == 0 ? 1 : session.Phases.Max(static phase => phase.To);
        double high = intents.Length == 0 ? 1 : intents.Max(static intent => intent.Stages!.Total);
        var x = new AxisScale(0, (end - begin) / 1000, Left, Width - Right);
        var y = new AxisScale(0, high * 1.05, Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"series\" viewBox=\"0 0 {Html.At(Width)} {Html.At(Height)}\" role=\"img\" aria-label=\"Time from intent to picture over the session\">\n");
        foreach (SessionPhase phase in session.Phases)
        {
            double from = x[(phase.From - begin) / 1000], to = x[(phase.To - begin) / 1000];
            string name = phase.Repeat == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"run {phase.Repeat}");
            if (phase.Repeat % 2 == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"phase\" x=\"{Html.At(from)}\" y=\"{Html.At(Top)}\" width=\"{Html.At(to - from)}\" height=\"{Html.At(Height - Bottom - Top)}\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"{Html.At(from + 4)}\" y=\"{Html.At(Top - 5)}\">{(to - from > 44 ? name : string.Empty)}</text>\n");
        }

        PlotFrame.Axes(svg, x, y, " s", " ms");
        int every = 1 + (intents.Length / MostDots);
        for (int i = 0; i < intents.Length; i += every)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{(intents[i].Fate == IntentFate.Answered ? "dot" : "pale")}\" cx=\"{Html.At(x[(intents[i].At[IntentStamp.Input] - begin) / 1000])}\" cy=\"{Html.At(y[intents[i].Stages!.Total])}\" r=\"1.9\"/>");
        }

        Drops(svg, session.Frames, x, begin);
        return svg.Append("</svg>").ToString();
    }

    private static void Drops(StringBuilder svg, IReadOnlyList<FrameSample> frames, AxisScale x, double begin)
    {
        foreach (FrameSample frame in frames.Where(static frame => frame.Fate is not (FrameFate.Shown or FrameFate.Superseded)).Take(MostDots))
        {
            double at = x[(frame.At[FrameStamp.LastByte] - begin) / 1000];
            if (double.IsFinite(at))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"drop\" x=\"{Html.At(at)}\" y=\"{Html.At(Height - Bottom - 7)}\" width=\"1.6\" height=\"7\"><title>{StageNames.Of(frame.Fate)}</title></rect>");
            }
        }

        svg.Append('\n');
    }
}
