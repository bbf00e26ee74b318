using System;
using System.IO;
using Fathom.Decode.Arrays;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Fields;

/// <summary>Opens NumPy files and manifests of them.</summary>
internal static class FieldSources
{
    /// <summary>True for what this class opens: a file that begins as NumPy's do, or a JSON list of fields.</summary>
    public static bool Reads(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) || FieldManifest.IsManifest(path))
        {
            return true;
        }

        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[8];
        return NpyHeader.HasMagic(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    public static VolumeSet Open(string path, SourceOptions options)
    {
        if (FieldManifest.IsManifest(path))
        {
            return FieldManifest.Open(path, options.CacheBytes, options.ConfinedTo);
        }

        IVolumeSource source = OpenArray(path, FieldSideCar.Beside(path, options.ConfinedTo), options.CacheBytes, options.ConfinedTo);
        return new VolumeSet(source.Info.Name, [source], []) { Notes = source.Info.Notes };
    }

    /// <summary>One array: a stack of fields when the side-car names a grid or bins, else a volume.</summary>
    public static IVolumeSource OpenArray(string path, FieldSideCar sideCar, long maxCacheBytes, string? confinedTo = null)
    {
        if (File.Exists(path))
        {
            LinkTargets.RequireInside(path, confinedTo);
        }

        NpyArray array = NpyArray.Open(path);
        bool kept = false;
        try
        {
            IVolumeSource source = sideCar.Grid is null && sideCar.Bins is null
                ? new NpyFieldSource(array, path, sideCar)
                : new GridFieldSource(array, path, sideCar, maxCacheBytes);
            kept = true;
            return source;
        }
        finally
        {
            if (!kept)
            {
                array.Dispose();
            }
        }
    }
}
