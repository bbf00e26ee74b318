using System;
using System.IO;
using System.Text;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The frame of every page that Fathom writes: one style, light and dark, nothing from elsewhere.</summary>
internal static class HtmlPage
{
    private const string StyleSheet = "Fathom.Client.Profiling.report.css";

    /// <summary>Begins a page.</summary>
    public static void Begin(StringBuilder page, string title)
    {
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        page.Append(Html.Text(title)).Append("</title>\n<style>\n").Append(Style()).Append("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>A part with a heading.</summary>
    /// <param name="page">The page.</param>
    /// <param name="title">The heading, as text.</param>
    /// <param name="note">A line below it, as text.</param>
    /// <param name="content">The rest, as markup.</param>
    public static void Section(StringBuilder page, string title, string note, string content) =>
        page.Append("<section>\n<h2>").Append(Html.Text(title)).Append("</h2>\n<p class=\"note\">").Append(Html.Text(note)).Append("</p>\n").Append(content).Append("\n</section>\n");

    /// <summary>Ends it.</summary>
    public static string End(StringBuilder page) => page.Append("</main>\n</body>\n</html>\n").ToString();

    private static string Style()
    {
        using Stream css = typeof(HtmlPage).Assembly.GetManifestResourceStream(StyleSheet) ?? throw new InvalidOperationException($"{StyleSheet} is not in the program.");
        using var reader = new StreamReader(css);
        return reader.ReadToEnd();
    }
}
