using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>By what a file is known again: its size, when it was written, and its first and last bytes. A recording of many gigabytes is not read through for it.</summary>
internal static partial class FileMark
{
    private const int Sample = 64 << 10;

    /// <summary>The mark of a file as a value that can be compared and written.</summary>
    public static MapValue Of(string path)
    {
        try
        {
            if (LocalSources.MeansImages(path))
            {
                return OfImages(path);
            }

            var info = new FileInfo(path);
            using FileStream file = info.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            long bytes = file.Length;
            byte[] sample = new byte[Math.Min(Sample, bytes)];
            file.ReadExactly(sample);
            string head = Convert.ToHexStringLower(SHA256.HashData(sample));
            file.Position = bytes - sample.Length;
            file.ReadExactly(sample);
            return MapValue.Of(
                ("path", path),
                ("bytes", bytes),
                ("written", info.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture)),
                ("head", head),
                ("tail", Convert.ToHexStringLower(SHA256.HashData(sample))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read {path}.", error.Message, "Put the file back, or name another one.", error);
        }
    }

    /// <summary>Images that make a video together: how many, and a checksum of their names, sizes and times.</summary>
    private static MapValue OfImages(string path)
    {
        bool isFolder = Directory.Exists(path);
        var folder = new DirectoryInfo(isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!);
        string pattern = isFolder ? "*" : Numbers().Replace(Path.GetFileName(path), "*");
        FileInfo[] files = folder.GetFiles(pattern);
        Array.Sort(files, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        foreach (FileInfo file in files)
        {
            bytes += file.Length;
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file.Name}/{file.Length}/{file.LastWriteTimeUtc:O}\n")));
        }

        return MapValue.Of(("path", path), ("images", files.Length), ("bytes", bytes), ("head", Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    [GeneratedRegex("%[0-9]*d")]
    private static partial Regex Numbers();

    /// <summary>The checksum of a whole file.</summary>
    public static string ChecksumOf(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions { BufferSize = 1 << 16, Options = FileOptions.SequentialScan });
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
