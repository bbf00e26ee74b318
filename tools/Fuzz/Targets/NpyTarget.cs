using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Fathom.Decode.Arrays;
using Fathom.Fuzz.Engine;
using Fathom.Protocol.Errors;

namespace Fathom.Fuzz.Targets;

/// <summary>Headers of NumPy files: shapes beyond any file, dictionaries that are cut off, lengths that lie.</summary>
internal sealed class NpyTarget : IFuzzTarget
{
    private const int LongestText = 64 * 1024;

    private static readonly string[] s_descriptions = ["|u1", "<f4", ">u2", "|O", "", "<u11", "('x', '<f4')"];
    private static readonly string[] s_lengths = ["0", "1", "3", "480", "640", "2147483647", "2147483648", "99999999999999999999", "-1", "4L", "x"];

    public string Name => "npy";

    // The text, its entries, and a refusal with its words.
    public long AllocationLimit(int length) => 64_000 + (16L * Math.Min(length, LongestText));

    public void Generate(Random random, FuzzBuffer input)
    {
        var shape = new StringBuilder();
        for (int axes = random.Next(random.Next(8) == 0 ? 40 : 6); axes > 0; axes--)
        {
            shape.Append(s_lengths[random.Next(s_lengths.Length)]).Append(", ");
        }

        string text = $"{{'descr': '{s_descriptions[random.Next(s_descriptions.Length)]}', 'fortran_order': {(random.Next(2) == 0 ? "True" : "False")}, 'shape': ({shape}), }}\n";
        int major = random.Next(8) == 0 ? random.Next(256) : random.Next(1, 4);
        Span<byte> start = stackalloc byte[12];
        start[0] = 0x93;
        "NUMPY"u8.CopyTo(start[1..]);
        start[6] = (byte)major;
        start[7] = 0;
        int prefix = major == 1 ? 10 : 12;
        BinaryPrimitives.WriteInt32LittleEndian(start[8..], text.Length);
        input.Clear();
        input.Append(start[..prefix]);
        input.Append(Encoding.Latin1.GetBytes(text));
        if (random.Next(3) != 0)
        {
            BinarySeeds.Change(random, input);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        using var file = new MemoryStream(input.ToArray());
        try
        {
            NpyHeader header = NpyHeader.Read(file, "input");
            FuzzFailure.Unless(header.DataOffset <= input.Length, "the samples begin inside the file or at its end");
            foreach (int length in header.Shape)
            {
                FuzzFailure.Unless(length >= 0, "no axis is negative");
            }

            header.CheckSize(8, input.Length, "input");
            long room = input.Length - header.DataOffset;
            long samples = 1;
            foreach (int length in header.Shape)
            {
                samples = Math.Min(samples * length, int.MaxValue);
                FuzzFailure.Unless(samples <= room || header.Shape.Contains(0), "what passes has its samples in the file");
            }
        }
        catch (FathomException refusal)
        {
            FuzzFailure.Unless(refusal.How.Length > 0, "a refusal says what to do");
        }
    }
}
