using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Arrays;

/// <summary>What stands before the samples of a NumPy file. Versions 1.0, 2.0 and 3.0.</summary>
/// <remarks><code>
/// 0  93 'N' 'U' 'M' 'P' 'Y'   6  major   7  minor
/// 8  length of the text: u16 (version 1) or u32 (2 and 3), little-endian
/// 10 or 12  the text: a Python dictionary with descr, fortran_order and shape; spaces and a line feed fill it up
/// </code></remarks>
/// <param name="Description">How samples lie in the file, in NumPy's words, for example <c>&lt;u2</c>.</param>
/// <param name="FortranOrder">The first axis is the fastest one.</param>
/// <param name="Shape">Samples along each axis.</param>
/// <param name="DataOffset">Where the first sample stands.</param>
public sealed record NpyHeader(string Description, bool FortranOrder, ImmutableArray<int> Shape, long DataOffset)
{
    /// <summary>Real headers have a hundred bytes; those of structured types, which are refused anyway, some thousand.</summary>
    private const int LongestText = 64 * 1024;

    private const int MostAxes = 32;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>True for what begins like a NumPy file.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header at the start of the file; throws a <see cref="FathomException"/> for what is none.</summary>
    /// <param name="file">The file, at its beginning.</param>
    /// <param name="path">Its name, for messages.</param>
    public static NpyHeader Read(Stream file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> start = stackalloc byte[12];
        int got = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (got < start.Length || !HasMagic(start))
        {
            throw Refusal(path, "It does not begin as a NumPy file does.", "Write it with numpy.save.");
        }

        int major = start[6];
        if (major is < 1 or > 3)
        {
            throw Refusal(path, $"It is of version {major}.{start[7]}.", "Versions 1.0, 2.0 and 3.0 are read; write it again with numpy.save.");
        }

        int textAt = major == 1 ? 10 : 12;
        uint length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LongestText || textAt + length > file.Length)
        {
            throw Refusal(path, $"Its header claims {length} bytes.", "The file is damaged or cut off; copy it again.");
        }

        byte[] text = new byte[length];
        file.Position = textAt;
        file.ReadExactly(text);
        return Parse(major == 3 ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text), textAt + length, path);
    }

    private static NpyHeader Parse(string text, long dataOffset, string path)
    {
        if (!NpyDictionary.TryParse(text, out NpyDictionary? entries, out string why))
        {
            throw Refusal(path, $"Its header cannot be read: {why}.", "The file is damaged, or it was not written by NumPy.");
        }

        return entries!.Shape.Length > MostAxes
            ? throw Refusal(path, $"It has {entries.Shape.Length} axes.", $"At most {MostAxes} are read.")
            : new NpyHeader(entries.Description, entries.FortranOrder, entries.Shape, dataOffset);
    }

    /// <summary>An error about such a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="how">What to do.</param>
    public static FathomException Refusal(string path, string why, string how) => new(ExitCode.Usage, $"Cannot read {path} as .npy.", why, how);

    /// <summary>Throws where the samples that the header promises are not there.</summary>
    /// <param name="sampleBytes">Bytes of one sample.</param>
    /// <param name="fileBytes">Bytes of the file.</param>
    /// <param name="path">Its name, for messages.</param>
    public void CheckSize(int sampleBytes, long fileBytes, string path)
    {
        long wanted;
        try
        {
            wanted = sampleBytes;
            foreach (int length in Shape)
            {
                wanted = checked(wanted * length);
            }

            wanted = checked(wanted + DataOffset);
        }
        catch (OverflowException)
        {
            throw Refusal(path, $"Its shape ({string.Join(", ", Shape)}) is larger than any file.", "The file is damaged.");
        }

        if (wanted > fileBytes)
        {
            throw Refusal(
                path,
                $"Its shape ({string.Join(", ", Shape)}) needs {wanted} bytes and the file has {fileBytes}.",
                "The file is cut off; copy it again.");
        }
    }
}
