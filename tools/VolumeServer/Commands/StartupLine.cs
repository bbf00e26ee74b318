using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Commands;

/// <summary>The line that a server writes when it starts: all that one wants to know from somebody else's log.</summary>
internal static class StartupLine
{
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <param name="version">The program's.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="layout">What is shown.</param>
    /// <param name="workers">Threads that read chunks.</param>
    /// <param name="cacheBytes">What decoded chunks may take.</param>
    public static string Of(string version, ServerOptions options, SceneLayout layout, int workers, long cacheBytes)
    {
        IEnumerable<string> axes = layout.Info.Axes.Select(static axis => string.Create(
            CultureInfo.InvariantCulture, $"{axis.Name} {axis.Length} × {axis.Scale:0.######}{(axis.Unit.Length == 0 ? "" : " " + axis.Unit)}"));
        int images = layout.Layers.Count(static layer => !layer.IsLabels), labels = layout.Layers.Length - images;
        ImmutableArray<VolumeLevel> levels = layout.Info.Levels;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"fathom-server {version}: {layout.Name} ({layout.Info.Sample.Name()}; {string.Join(", ", axes)}; {levels.Length} level(s); {images} image and {labels} label layer(s)); ") + string.Create(
            CultureInfo.InvariantCulture,
            $"h264 {options.Video.Width}×{options.Video.Height} at {options.Video.FramesPerSecond} fps; {workers} chunk worker(s), {cacheBytes / BytesPerMebibyte:0} MiB of chunks; {VolumeView(options, layout)}{System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
    }

    /// <summary>What showing it in three dimensions will take, and at which level.</summary>
    private static string VolumeView(ServerOptions options, SceneLayout layout)
    {
        VolumeInfo info = layout.Info;
        if (info.DepthAxis < 0)
        {
            return string.Empty;
        }

        int layers = layout.Layers.Count(static layer => layer.Initial.Visible);
        ImmutableArray<int> displayed = [info.DepthAxis, info.RowAxis, info.ColumnAxis];
        MemoryEstimate estimate = MemoryEstimator.ForVolumeView(
            info, LevelPicker.WithinBytes(info, displayed, options.VolumeBytes / Math.Max(1, layers)), displayed, layers, options.Video.Width, options.Video.Height);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"in 3-D level {estimate.Level}, {estimate.TotalBytes / BytesPerMebibyte:0} MiB of {options.VolumeBytes / BytesPerMebibyte:0} MiB; ");
    }
}
