using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>From a store to what can be shown: descends through collections and plates as chosen, opens the image and its labels.</summary>
internal static class ZarrOpener
{
    private const int MostDescents = 4;

    /// <summary>The set, or null where the store has no Zarr metadata at its top.</summary>
    public static VolumeSet? TryOpen(IByteStore bytes, string name, string? choice, SharedReading shared, CancellationToken cancel, bool onlyDescribes = false)
    {
        var store = new ZarrStore(bytes, cancel);
        ZarrNode? node = store.Find("");
        if (node is null)
        {
            return null;
        }

        // A choice may name several steps at once: well and field, or series and level.
        string[] steps = choice?.Trim('/').Split('/') ?? [];
        int used = 0;
        for (int depth = 0; depth <= MostDescents; depth++)
        {
            string where = store.Where(node.Path);
            if (node.IsArray)
            {
                RequireNoRest(steps, used, where);
                return new VolumeSet(name, [new ZarrVolumes(store, shared, cancel, onlyDescribes).Plain(node, name)], []);
            }

            if (OmeImage.Read(node, where) is { } image)
            {
                RequireNoRest(steps, used, where);
                return Open(store, node, image, name, new ZarrVolumes(store, shared, cancel, onlyDescribes));
            }

            ZarrChoice options = ZarrChoice.Of(store, node)
                ?? throw ZarrFault.Unsupported(where, "It is a Zarr group without an image.", "Name the array or image in it: add its path to the address.");
            string picked = Pick(options, steps, ref used, where);
            string path = StoreKeys.Join(node.Path, picked);
            node = store.Find(path) ?? throw ZarrFault.Broken(store.Where(path), "There is no such group or array.");
            name = $"{name}/{picked}";
        }

        throw ZarrFault.Broken(store.Where(node.Path), "Its groups are nested too deep.");
    }

    /// <summary>Rows and columns of a plate are one choice of two parts.</summary>
    private static string Pick(ZarrChoice options, string[] steps, ref int used, string where)
    {
        for (int count = 2; count >= 1; count--)
        {
            if (used + count <= steps.Length && string.Join('/', steps[used..(used + count)]) is var wanted && (count == 1 || options.Items.Contains(wanted)))
            {
                used += count;
                return options.Pick(wanted, where);
            }
        }

        return options.Pick(null, where);
    }

    private static void RequireNoRest(string[] steps, int used, string where)
    {
        if (used < steps.Length)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot open '{string.Join('/', steps[used..])}' in {where}.", "There is nothing to choose: it is one image.", "Leave the part behind the number sign out.");
        }
    }

    private static VolumeSet Open(ZarrStore store, ZarrNode node, OmeImage image, string name, ZarrVolumes volumes)
    {
        bool isLabels = OmeLabels.IsLabelImage(node);
        ZarrVolume main = volumes.Image(node, image, name, isLabels ? VolumeKind.Labels : VolumeKind.Image);
        var labels = new List<IVolumeSource>();
        var notes = new List<string>(main.Info.Notes);
        string folder = StoreKeys.Join(node.Path, "labels");
        if (!isLabels && store.Find(folder) is { IsArray: false } group)
        {
            foreach (string label in OmeLabels.Names(group, store.Where(folder)))
            {
                try
                {
                    string path = StoreKeys.Join(folder, label);
                    ZarrNode found = store.Find(path) ?? throw ZarrFault.Broken(store.Where(path), "There is no such group.");
                    OmeImage block = OmeImage.Read(found, store.Where(path)) ?? throw ZarrFault.Broken(store.Where(path), "It has no multiscales block.");
                    labels.Add(volumes.Image(found, block, label, VolumeKind.Labels));
                }
                catch (FathomException error)
                {
                    // The image can be seen without them.
                    notes.Add($"The labels '{label}' are left out: {error.Why}");
                }
            }
        }

        return new VolumeSet(name, [main], [.. labels]) { Notes = [.. notes.Distinct()] };
    }
}
