using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Fathom.Client.Profiling.Reports;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>Writes a page of stills: static, without a script, nothing from elsewhere.</summary>
internal static class StillsPage
{
    /// <summary>The whole page.</summary>
    public static string Write(PageContent content)
    {
        var page = new StringBuilder();
        string title = TitleOf(content);
        HtmlPage.Begin(page, title);
        Header(page, content, title);
        HtmlPage.Section(page, "Pictures", $"Drawn anew by the server, each exactly at the index below it, without loss. {content.Scene.Plan.Size} pixels.", Grid(content));
        HtmlPage.Section(page, "Layers", "The lowest first. Colours run from the lower contrast limit to the upper one.", PageTables.Layers(content.Scene.Facts));
        if (!content.Overlays.IsEmpty)
        {
            HtmlPage.Section(page, "Overlays", "The lowest first. Calibrations say where pixels of a video lie in the world.", PageTables.Overlays(content.Overlays));
        }

        HtmlPage.Section(page, "Where it is from", "What it takes to make these pictures again. The first picture's, where they differ.", PageTables.Provenance(content.Facts));
        page.Append("<footer>Each picture's file says the same about itself (PNG texts).</footer>\n");
        return HtmlPage.End(page);
    }

    private static string TitleOf(PageContent content)
    {
        string given = content.Scene.Plan.Annotations.Title, dataset = (content.Facts["dataset"] as MapValue)?["path"]?.AsText() ?? string.Empty;
        return given.Length > 0 ? given : dataset.Length > 0 ? dataset : "Stills";
    }

    private static void Header(StringBuilder page, PageContent content, string title)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{content.Stills.Length} picture{(content.Stills.Length == 1 ? string.Empty : "s")} along {content.Axis} ({content.Frames})");
        page.Append("<header>\n<div class=\"over\">").Append(Html.Text($"Fathom · {count} · {content.Scene.Server}")).Append("</div>\n<h1>").Append(Html.Text(title)).Append("</h1>\n");
        if (content.LeftOut is { } notice)
        {
            Notice(page, notice);
        }

        foreach (string warning in content.Warnings)
        {
            page.Append("<p class=\"guess\">").Append(Html.Text(warning)).Append("</p>\n");
        }

        page.Append("</header>\n");
    }

    private static void Notice(StringBuilder page, FathomException notice)
    {
        page.Append("<div class=\"guess\" id=\"left-out\"><b>Left out.</b>\n<dl>");
        foreach ((string name, string text) in (IEnumerable<(string, string)>)[("what", notice.What), ("why", notice.Why), ("how", notice.How)])
        {
            page.Append("<dt>").Append(name).Append("</dt><dd>").Append(Html.Text(text)).Append("</dd>");
        }

        page.Append("</dl></div>\n");
    }

    private static string Grid(PageContent content)
    {
        var grid = new StringBuilder("<div class=\"stills\">\n");
        foreach (PageStill still in content.Stills)
        {
            string index = string.Create(CultureInfo.InvariantCulture, $"{content.Axis} {still.Index}"), source = Html.Text(still.Source);
            string picture = $"<img src=\"{source}\" alt=\"{Html.Text($"{index}: {still.Place}")}\" width=\"{Number(content.Scene.Plan.Size.Width)}\" height=\"{Number(content.Scene.Plan.Size.Height)}\" loading=\"lazy\">";

            // What is in the page already needs no link to itself.
            bool isLinked = !still.Source.StartsWith("data:", System.StringComparison.Ordinal);
            grid.Append("<figure>").Append(isLinked ? $"<a href=\"{source}\">{picture}</a>" : picture);
            grid.Append("<figcaption><b>").Append(Html.Text(still.Place)).Append("</b><span>").Append(Html.Text(index)).Append("</span></figcaption></figure>\n");
        }

        return grid.Append("</div>").ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
