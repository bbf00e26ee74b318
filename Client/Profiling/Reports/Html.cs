using System.Globalization;
using System.Net;

namespace Fathom.Client.Profiling.Reports;

/// <summary>Text and figures as the report writes them.</summary>
internal static class Html
{
    /// <summary>Text that may contain anything.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A coordinate.</summary>
    public static string At(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds with as many digits as they deserve; a dash for none.</summary>
    public static string Ms(double ms) => !double.IsFinite(ms) ? "–" : ms.ToString(System.Math.Abs(ms) >= 99.95 ? "0" : System.Math.Abs(ms) >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>An uncertainty.</summary>
    public static string Uncertainty(double ms) => ms <= 0 ? string.Empty : double.IsFinite(ms) ? "± " + Ms(ms) : "± ?";

    /// <summary>A share.</summary>
    public static string Percent(double share, string format = "0") => double.IsFinite(share) ? (share * 100).ToString(format, CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>The name under which the style sheet knows a stage's colour.</summary>
    public static string Color(string stage) => $"var(--s-{(stage.StartsWith("network", System.StringComparison.Ordinal) ? "network" : stage)})";
}
