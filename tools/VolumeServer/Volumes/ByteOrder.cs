using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes;

/// <summary>The order of the bytes within a sample.</summary>
internal static class ByteOrder
{
    /// <summary>Turns samples of 1, 2, 4 or 8 bytes into this machine's order, in place.</summary>
    public static void ToHost(Span<byte> samples, int bytesPerSample, bool isBigEndian)
    {
        if (isBigEndian != BitConverter.IsLittleEndian)
        {
            return;
        }

        switch (bytesPerSample)
        {
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<byte, ushort>(samples);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<byte, uint>(samples);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<byte, ulong>(samples);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }
}
