using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Writes small NumPy files, and files that claim to be some.</summary>
internal static class TinyNpy
{
    /// <summary>A file with the samples as given, C order, little-endian.</summary>
    public static string Write<T>(string path, string description, int[] shape, ReadOnlySpan<T> samples, string? sideCar = null)
        where T : unmanaged
    {
        Write(path, Header(description, shape), MemoryMarshal.AsBytes(samples));
        if (sideCar is not null)
        {
            File.WriteAllText(path + ".json", sideCar);
        }

        return path;
    }

    public static void Write(string path, ReadOnlySpan<byte> header, ReadOnlySpan<byte> samples)
    {
        using FileStream file = File.Create(path);
        file.Write(header);
        file.Write(samples);
    }

    /// <summary>A file of the right length whose samples are a hole.</summary>
    public static string WriteSparse(string path, string description, int[] shape, int bytesPerSample, string? sideCar = null)
    {
        byte[] header = Header(description, shape);
        using (FileStream file = File.Create(path))
        {
            file.Write(header);
            file.SetLength(header.Length + (shape.Aggregate(1L, static (product, length) => product * length) * bytesPerSample));
        }

        if (sideCar is not null)
        {
            File.WriteAllText(path + ".json", sideCar);
        }

        return path;
    }

    public static byte[] Header(string description, int[] shape, bool fortran = false, int version = 1) => RawHeader(
        $"{{'descr': '{description}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({string.Concat(shape.Select(length => $"{length}, ")).TrimEnd()}), }}", version);

    public static byte[] RawHeader(string dictionary, int version = 1)
    {
        int prefix = version == 1 ? 10 : 12;
        int length = ((prefix + dictionary.Length + 1 + 63) / 64 * 64) - prefix;
        byte[] header = new byte[prefix + length];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = (byte)version;
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), (uint)length);
        }

        Encoding.UTF8.GetBytes(dictionary.PadRight(length - 1) + "\n").CopyTo(header, prefix);
        return header;
    }
}
