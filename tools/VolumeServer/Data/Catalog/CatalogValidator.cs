using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>Checks a catalogue before anything is opened, and fills in what may be left out.</summary>
internal static class CatalogValidator
{
    /// <summary>The catalogue with defaults filled in, and what was found.</summary>
    public static (CatalogConfig Config, ImmutableArray<CatalogFinding> Findings) Check(CatalogConfig config)
    {
        var findings = new List<CatalogFinding>();
        if (config.Entries.IsEmpty)
        {
            findings.Add(new CatalogFinding(true, "datasets: there is none"));
        }

        foreach (IGrouping<string, CatalogEntry> same in config.Entries.GroupBy(static entry => entry.Name, StringComparer.Ordinal).Where(static group => group.Count() > 1))
        {
            findings.Add(new CatalogFinding(true, $"datasets['{same.Key}']: the name is given {same.Count()} times"));
        }

        return (config with { Entries = [.. config.Entries.Select(entry => Check(entry, findings))] }, [.. findings]);
    }

    private static CatalogEntry Check(CatalogEntry entry, List<CatalogFinding> findings)
    {
        if (entry.Name.Length == 0)
        {
            findings.Add(new CatalogFinding(true, $"datasets['']: the data set at {entry.Path} has no name"));
        }

        if (entry.Path.Length == 0)
        {
            findings.Add(new CatalogFinding(true, $"datasets['{entry.Name}']: missing 'path'"));
        }

        return entry with { Views = [.. entry.Views.Select(view => Check(view, findings))] };
    }

    private static CatalogView Check(CatalogView view, List<CatalogFinding> findings)
    {
        if (view.Shape.IsEmpty)
        {
            findings.Add(new CatalogFinding(true, $"views['{view.Name}']: missing 'shape'"));
            return view;
        }

        if (view.Shape.Any(static length => length < 1))
        {
            findings.Add(new CatalogFinding(true, $"views['{view.Name}']: 'shape' must be positive"));
        }

        if (view.Scale.IsEmpty)
        {
            ImmutableArray<double> ones = [.. view.Shape.Select(static _ => 1.0)];
            string text = string.Join(", ", ones.Select(static one => one.ToString("0.0", CultureInfo.InvariantCulture)));
            findings.Add(new CatalogFinding(false, $"views['{view.Name}']: missing 'scale', using [{text}]"));
            view = view with { Scale = ones };
        }

        if (view.Scale.Length != view.Shape.Length || (!view.Center.IsEmpty && view.Center.Length != view.Shape.Length))
        {
            findings.Add(new CatalogFinding(true, $"views['{view.Name}']: 'shape' has {view.Shape.Length} entries, 'scale' {view.Scale.Length}, 'center' {view.Center.Length}"));
        }

        if (view.Scale.Any(static scale => !(scale > 0) || !double.IsFinite(scale)))
        {
            findings.Add(new CatalogFinding(true, $"views['{view.Name}']: 'scale' must be positive"));
        }

        return view;
    }
}
