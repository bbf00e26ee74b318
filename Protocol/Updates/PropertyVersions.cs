using System;
using System.Collections.Generic;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>The counters that acks carry as <c>version</c>. Each belongs to a property or a group; comparing two of them means nothing.</summary>
/// <remarks>Threads: one; the server's, which applies intents one after another.</remarks>
public sealed class PropertyVersions
{
    private static readonly string[] s_setAtLoad = ["visible", "opacity", "blending", "interpolation", "colormap", "gamma"];
    private static readonly string[] s_planeEntries = ["center", "zoom", "rect"];
    private static readonly string[] s_volumeEntries = ["center", "angles", "distance", "fov"];

    private readonly Dictionary<PropertyKey, long> _counters = [];
    private long _cameraCommands;

    /// <summary>Creates the counters of a scene that has just been loaded.</summary>
    /// <param name="layers">The layers' ids.</param>
    public PropertyVersions(params ReadOnlySpan<string> layers)
    {
        _counters[DimsKey] = 1;
        _counters[new("view", "main", "ndisplay")] = 1;
        _counters[new("multiscale", "main", "level")] = 1;
        _counters[new("volume", "main", "opacity")] = 1;
        _counters[new("volume", "main", "colormap")] = 1;
        foreach (string layer in layers)
        {
            foreach (string key in s_setAtLoad)
            {
                _counters[new("layer", layer, key)] = 1;
            }
        }

        BumpPose(isVolume: false);
    }

    private static PropertyKey DimsKey => new("dims", "", "current_step");

    /// <summary>Counts an accepted intent; gives the version for its ack.</summary>
    /// <param name="accepted">The decision.</param>
    /// <param name="context">The context in which it was made, from before it was applied.</param>
    public long Next(UpdateDecision.Accepted accepted, UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(context);
        PropertyKey property = accepted.Property;
        switch (property.Scope)
        {
            case "dims" when property.Key is "order" or "thickness" or "projection":
                return Bump(property);
            case "camera" when property.Key == "fov":
                BumpPose(context.IsVolume);
                return Bump(property);
            case "dims":
                bool changed = accepted.Applied.TryGetInt64(out long index) && index != context.Step[accepted.Axis];
                return changed ? Bump(DimsKey) : _counters[DimsKey];
            case "camera":
                return Camera(accepted, context.IsVolume);
            case "multiscale":
                Bump(DimsKey);
                return Bump(property);
            case "layer":
                if (property.Key is "colormap" or "contrast_limits" or "opacity")
                {
                    Bump(new PropertyKey("volume", "main", property.Key));
                }

                return Bump(property);
            default:
                return Bump(property);
        }
    }

    private long Camera(UpdateDecision.Accepted accepted, bool isVolume)
    {
        if (accepted.Property.Key != "set")
        {
            bool moves = accepted.Property.Key != "pan" || !accepted.Applied.MeansSameAs(MapValue.Of(("dx_px", 0), ("dy_px", 0)));
            bool shown = isVolume || accepted.Property.Key != "orbit";
            if (moves && shown)
            {
                BumpPose(isVolume);
            }

            return ++_cameraCommands;
        }

        long highest = 0;
        var applied = (MapValue)accepted.Applied;
        bool volumePath = isVolume || applied["angles"] is not null;
        foreach ((string entry, _) in applied.Entries)
        {
            highest = Math.Max(highest, Bump(PoseKey(volumePath, entry)));
        }

        return highest;
    }

    /// <summary>Every pose that the renderer reports rewrites all its entries.</summary>
    private void BumpPose(bool isVolume)
    {
        foreach (string entry in isVolume ? s_volumeEntries : s_planeEntries)
        {
            Bump(PoseKey(isVolume, entry));
        }
    }

    private static PropertyKey PoseKey(bool isVolume, string entry) => new("camera", isVolume ? "volume" : "plane", entry);

    private long Bump(PropertyKey key) => _counters[key] = _counters.GetValueOrDefault(key) + 1;
}
