using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>What there is to show: the layers from the bottom up, on the axes of the first image. Fixed while the data are open.</summary>
internal sealed record SceneLayout(string Name, VolumeInfo Info, ImmutableArray<SceneLayer> Layers)
{
    /// <summary>With more channels than these, the channel axis stays an axis like any other.</summary>
    public const int MostChannels = 32;

    private const int ShownUnasked = 3;
    private const double LabelOpacity = 0.7;

    private static readonly ImmutableArray<string> s_channelColors = ["magenta", "green", "cyan", "yellow", "red", "blue"];

    /// <summary>Axes of the image whose indices are layers of their own.</summary>
    public bool HasChannelLayers => Layers.Any(layer => layer.Channel >= 0);

    public static SceneLayout Of(IVolumeSource source) => Of(new VolumeSet(source.Info.Name, [source], []));

    public static SceneLayout Of(VolumeSet set)
    {
        VolumeInfo scene = set.Images[0].Info;
        var layers = new List<SceneLayer>();
        foreach (IVolumeSource image in set.Images)
        {
            AddImage(scene, image, set.Images.Length > 1, layers);
        }

        foreach (IVolumeSource labels in set.Labels)
        {
            var style = new LayerStyle(true, LabelOpacity, "translucent", "nearest", 1, 0, 1, "gray") { Rendering = "translucent" };
            layers.Add(new SceneLayer(IdOf(layers.Count), labels.Info.Name, labels, -1, AxesIn(scene, labels.Info), style, 0, 1));
        }

        return new SceneLayout(set.Name, scene, [.. layers]);
    }

    /// <summary>Place of the layer with this id, or -1.</summary>
    public int IndexOf(string id)
    {
        for (int i = 0; i < Layers.Length; i++)
        {
            if (Layers[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    private static void AddImage(VolumeInfo scene, IVolumeSource image, bool several, List<SceneLayer> layers)
    {
        VolumeInfo info = image.Info;
        int channels = info.ChannelAxis >= 0 && info.ChannelAxis < info.RowAxis ? info.Axes[info.ChannelAxis].Length : 0;
        ImmutableArray<int> axes = AxesIn(scene, info);
        if (channels is 0 or > MostChannels)
        {
            string blending = several ? "additive" : "opaque";
            var style = new LayerStyle(true, 1, blending, "linear", 1, info.ContrastLow, info.ContrastHigh, info.Colormap);
            layers.Add(new SceneLayer(IdOf(layers.Count), info.Name, image, -1, axes, style, info.ContrastLow, info.ContrastHigh));
            return;
        }

        for (int c = 0; c < channels; c++)
        {
            layers.Add(Channel(image, axes, c, channels, layers.Count));
        }
    }

    private static SceneLayer Channel(IVolumeSource image, ImmutableArray<int> axes, int index, int count, int place)
    {
        VolumeInfo info = image.Info;
        ChannelInfo channel = index < info.Channels.Length
            ? info.Channels[index]
            : new ChannelInfo(
                string.Create(CultureInfo.InvariantCulture, $"channel {index}"),
                count == 1 ? info.Colormap : s_channelColors[index % s_channelColors.Length],
                null, null, null, null, index < ShownUnasked, false);
        double low = channel.ContrastLow ?? info.ContrastLow, high = channel.ContrastHigh ?? info.ContrastHigh;

        // One channel alone hides what lies behind it, several add up as light does.
        string blending = count == 1 ? "opaque" : "additive";
        bool visible = channel.Active || count == 1;
        var style = new LayerStyle(visible, 1, blending, "linear", 1, low, high, channel.Colormap) { Inverted = channel.Inverted };
        return new SceneLayer(
            IdOf(place), channel.Label, image, index, axes, style, channel.RangeLow ?? Math.Min(low, info.ContrastLow), channel.RangeHigh ?? Math.Max(high, info.ContrastHigh));
    }

    private static ImmutableArray<int> AxesIn(VolumeInfo scene, VolumeInfo info) => [.. info.Axes.Select(axis => scene.IndexOfAxis(axis.Name))];

    private static string IdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"layer-{place}");
}
