using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>Opens entries of a catalogue.</summary>
internal static class SourceFactory
{
    public static VolumeSet Open(CatalogEntry entry, CatalogView? view, SourceOptions options)
    {
        VolumeSet set = VolumeSources.Open(entry.Path, options with { Image = entry.Image ?? options.Image });
        if (view is null)
        {
            return set with { Name = entry.Name };
        }

        string name = $"{entry.Name}/{view.Name}";
        try
        {
            return set with { Name = name, Images = Part(set.Images, view, name), Labels = Part(set.Labels, view, name) };
        }
        catch (ArgumentException error)
        {
            set.Dispose();
            throw new FathomException(ExitCode.Usage, $"Cannot open {name}.", error.Message, "Correct the view's 'center', 'shape' or 'scale' in the catalogue.", error);
        }
    }

    private static ImmutableArray<IVolumeSource> Part(ImmutableArray<IVolumeSource> sources, CatalogView view, string name) =>
        [.. sources.Select(source => (IVolumeSource)new RegionView(source, source.Info.Kind == VolumeKind.Labels ? source.Info.Name : name, BoxOf(source.Info, view, name), ownsSource: true))];

    /// <summary>The view's box along the last axes; the axes before them stay whole.</summary>
    private static WorldBox BoxOf(VolumeInfo info, CatalogView view, string name)
    {
        int extra = info.Axes.Length - view.Shape.Length;
        if (extra < 0)
        {
            throw new ArgumentException($"'{name}' has {view.Shape.Length} axes and the data have {info.Axes.Length}.", nameof(view));
        }

        WorldBox whole = WorldBox.Of(info.Levels[0]);
        ImmutableArray<double> middle = view.Center.IsEmpty
            ? [.. Enumerable.Range(extra, view.Shape.Length).Select(axis => (whole.Low[axis] + whole.High[axis]) / 2)]
            : view.Center;
        WorldBox part = WorldBox.Around(middle, view.Shape, view.Scale);
        return new WorldBox([.. whole.Low.Take(extra), .. part.Low], [.. whole.High.Take(extra), .. part.High]);
    }
}
