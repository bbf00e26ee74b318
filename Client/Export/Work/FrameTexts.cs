using System.Collections.Generic;
using System.Globalization;
using Fathom.Client.Commands;
using Fathom.Client.Export.Plans;

namespace Fathom.Client.Export.Work;

/// <summary>What the PNG file of a frame says of itself. No time, no machine: the same export gives the same files.</summary>
internal static class FrameTexts
{
    /// <summary>The texts of a frame.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(ExportPlan plan, int frame) =>
    [
        new("Software", "Fathom " + ProductVersion.Text),
        new("fathom.frame", frame.ToString(CultureInfo.InvariantCulture)),
        new("fathom.axis", plan.Axis.Name),
        new("fathom.index", plan.Frames.IndexOf(frame).ToString(CultureInfo.InvariantCulture)),
        new("fathom.step", string.Join(',', plan.StepOf(frame))),
    ];
}
