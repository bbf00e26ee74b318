using System;
using System.IO;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Formats that are known by name but not read, so that the refusal can say what it is that lies there.</summary>
internal static class ForeignFormats
{
    public const string WhatIsRead = "Read are OME-Zarr 0.4 and 0.5 (Zarr versions 2 and 3, a folder or an http(s) address) and NumPy's .npy.";

    private static readonly (string Magic, int Offset, string Name)[] s_magic =
    [
        ("II*\0", 0, "TIFF"), ("MM\0*", 0, "TIFF"), ("II+\0", 0, "BigTIFF"), ("MM\0+", 0, "BigTIFF"), ("\u0089HDF", 0, "HDF5 (also NWB, Imaris and BigDataViewer files)"),
        ("NRRD", 0, "NRRD"), ("n+1\0", 344, "NIfTI-1"), ("ni1\0", 344, "NIfTI-1"), ("n+2\0", 4, "NIfTI-2"), ("MAP ", 208, "MRC"), ("ZISRAWFILE", 0, "CZI"), ("PK\u0003\u0004", 0, "zip"),
        ("\u001F\u008B", 0, "gzip (of NIfTI or NRRD, perhaps)"), ("\u00D0\u00CF\u0011\u00E0", 0, "an OLE file (OIB, ZVI …)"), ("DICM", 128, "DICOM"), ("\u0089PNG", 0, "PNG"), ("\u00FF\u00D8\u00FF", 0, "JPEG"),
        ("p\0\0\0", 0, "LIF"), ("\u00DA\u00CE\u00BE\u000A", 0, "ND2"),
    ];

    private static readonly (string Ending, string Name)[] s_endings =
    [
        (".tif", "TIFF"), (".tiff", "TIFF"), (".h5", "HDF5"), (".hdf5", "HDF5"), (".nwb", "NWB (HDF5)"), (".ims", "Imaris (HDF5)"), (".nrrd", "NRRD"), (".nhdr", "NRRD"), (".nii", "NIfTI"),
        (".nii.gz", "NIfTI"), (".mrc", "MRC"), (".czi", "CZI"), (".zip", "zip"), (".nd2", "ND2"), (".lif", "LIF"), (".npz", "a zip of NumPy arrays"), (".dcm", "DICOM"), (".n5", "N5"),
    ];

    /// <summary>The refusal for a file, by its first bytes, else by its name.</summary>
    public static FathomException OfFile(string path)
    {
        Span<byte> head = stackalloc byte[512];
        head.Clear();
        try
        {
            using FileStream file = File.OpenRead(path);
            file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FathomException(ExitCode.Usage, $"Cannot open {path}.", error.Message, "Check that you may read it.", error);
        }

        foreach ((string magic, int offset, string name) in s_magic)
        {
            bool isIt = true;
            for (int i = 0; i < magic.Length && isIt; i++)
            {
                isIt = head[offset + i] == magic[i];
            }

            if (isIt)
            {
                return Refusal(path, name);
            }
        }

        return Refusal(path, ByEnding(path));
    }

    /// <summary>The refusal for a folder that is no Zarr store.</summary>
    public static FathomException OfFolder(string path)
    {
        string? name = File.Exists(Path.Combine(path, "attributes.json")) ? "N5"
            : File.Exists(Path.Combine(path, "info")) ? "Neuroglancer Precomputed"
            : File.Exists(Path.Combine(path, "DICOMDIR")) ? "DICOM"
            : null;
        string[] stores = name is not null ? [] : StoresIn(path);
        return stores.Length == 0
            ? Refusal(path, name)
            : new FathomException(
                ExitCode.Usage, $"Cannot open {path}.", $"It is a folder of stores, not a store: {string.Join(", ", stores)}.", $"Name one of them: {Path.Combine(path, stores[0])}");
    }

    /// <summary>The refusal for an address at which no Zarr metadata are.</summary>
    public static FathomException OfAddress(string address) => ByEnding(address) is { } name
        ? Refusal(address, name)
        : new FathomException(
            ExitCode.CannotConnect, $"Cannot open {address}.", "The server has no Zarr metadata there (zarr.json, .zarray, .zattrs and .zgroup are missing or forbidden).", "Check the address: it is that of the folder which holds them.");

    private static string? ByEnding(string path) =>
        s_endings.Where(known => path.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)).OrderByDescending(known => known.Ending.Length).FirstOrDefault().Name;

    private static FathomException Refusal(string path, string? name) => new(
        ExitCode.Usage, $"Cannot open {path}.", name is null ? "It is of no format that is known here." : $"It is {name}, which is not read.", WhatIsRead + " Convert it to OME-Zarr first.");

    private static string[] StoresIn(string path)
    {
        const int Most = 12;
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(path).Where(folder => File.Exists(Path.Combine(folder, "zarr.json")) || File.Exists(Path.Combine(folder, ".zattrs")) || File.Exists(Path.Combine(folder, ".zgroup")))
                    .Take(Most).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
