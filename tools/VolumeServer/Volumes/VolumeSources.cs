using System;
using System.IO;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes.Http;
using Fathom.VolumeServer.Volumes.Stores;
using Fathom.VolumeServer.Volumes.Zarr;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Opens whatever lies at a path or an address.</summary>
internal static class VolumeSources
{
    /// <param name="pathOrUrl">A file, a folder or an http(s) address; behind a number sign, which image of it.</param>
    /// <param name="options">How.</param>
    /// <param name="cancel">Ends the reading of metadata.</param>
    public static VolumeSet Open(string pathOrUrl, SourceOptions options, CancellationToken cancel = default)
    {
        if (!HttpAddress.IsOne(pathOrUrl) && IsField(pathOrUrl))
        {
            return FieldSources.Open(pathOrUrl, options);
        }

        (string address, string? choice) = Split(pathOrUrl, options.Image);
        IByteStore store = StoreAt(address, options, out string name);
        SharedReading? own = options.Reading is null ? new SharedReading(options.CacheBytes, null, options.Time) { FetchTogether = options.FetchTogether } : null;
        bool isOpen = false;
        try
        {
            VolumeSet set = ZarrOpener.TryOpen(store, name, choice, options.Reading ?? own!, cancel, options.OnlyDescribes)
                ?? throw (store.IsRemote ? ForeignFormats.OfAddress(store.Address) : ForeignFormats.OfFolder(address));
            isOpen = true;
            return set with { Owned = own is null ? [store] : [own, store] };
        }
        finally
        {
            if (!isOpen)
            {
                own?.Dispose();
                store.Dispose();
            }
        }
    }

    private static bool IsField(string path)
    {
        try
        {
            return FieldSources.Reads(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot open {path}.", error.Message, "Check the path, and that you may read it.", error);
        }
    }

    private static IByteStore StoreAt(string address, SourceOptions options, out string name)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new FathomException(ExitCode.Usage, "Cannot open data without a name.", "The path is empty.", "Check the path: an unset variable in a script is empty.");
        }

        if (HttpAddress.IsOne(address))
        {
            HttpAddress parsed = HttpAddress.Parse(address);
            name = parsed.Name;
            return new HttpStore(parsed, options.Http);
        }

        if (address.Contains("://", StringComparison.Ordinal))
        {
            string scheme = address[..address.IndexOf("://", StringComparison.Ordinal)];
            throw new FathomException(
                ExitCode.Usage, $"Cannot open {address}.", $"Addresses of the kind {scheme}:// are not read.", "Use the store's https address: public buckets have one (https://BUCKET.HOST/path or https://HOST/BUCKET/path).");
        }

        name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(address)));
        return Directory.Exists(address) ? new FolderStore(address, options.ConfinedTo)
            : File.Exists(address) ? throw ForeignFormats.OfFile(address)
            : throw new FathomException(ExitCode.Usage, $"Cannot open {address}.", "There is no such file or folder.", "Check the path.");
    }

    /// <summary>What stands behind the last number sign, unless it is part of a name.</summary>
    private static (string Address, string? Choice) Split(string text, string? image)
    {
        int at = text.LastIndexOf('#');
        return at <= 0 || Path.Exists(text) ? (text, image) : (text[..at], text[(at + 1)..] is { Length: > 0 } choice ? choice : image);
    }
}
