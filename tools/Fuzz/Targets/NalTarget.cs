using System;
using System.Buffers;
using System.Buffers.Binary;
using Fathom.Fuzz.Engine;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Targets;

/// <summary>Access units in both forms: lengths of every size, start codes of both kinds, and what lies between.</summary>
internal sealed class NalTarget(Corpus corpus) : IFuzzTarget
{
    private readonly BinarySeeds _seeds = new(corpus.Binary("nal"));
    private readonly byte[] _work = new byte[FuzzBuffer.Room];
    private readonly byte[] _target = new byte[4 * FuzzBuffer.Room];
    private readonly ArrayBufferWriter<byte> _output = new(4 * FuzzBuffer.Room);

    public string Name => "nal";

    // Nothing: values and spans only.
    public long AllocationLimit(int length) => 0;

    public void Generate(Random random, FuzzBuffer input)
    {
        _seeds.Take(random, input);
        for (int i = random.Next(3); i > 0; i--)
        {
            AppendUnit(random, input);
        }

        BinarySeeds.Change(random, input);
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        CheckInPlace(input);
        NalLayout layout = NalFormat.Detect(input);
        for (int size = 1; size <= 4; size++)
        {
            CheckRewriting(input, NalLayout.LengthPrefixed, size);
            FuzzFailure.Unless(size == 4 || NalFormat.Detect(input, size) >= NalLayout.Unknown, "a form is told");
        }

        CheckRewriting(input, NalLayout.StartCodes, 4);
        foreach (VideoCodec codec in (ReadOnlySpan<VideoCodec>)[VideoCodec.H264, VideoCodec.Hevc, VideoCodec.Av1, VideoCodec.LosslessStill])
        {
            NalFormat.IsKeyframe(codec, input, layout);
        }
    }

    private static void AppendUnit(Random random, FuzzBuffer input)
    {
        int length = random.Next(4) switch { 0 => random.Next(256, 512), 1 => random.Next(3), _ => random.Next(40) };
        Span<byte> unit = stackalloc byte[4 + length];
        random.NextBytes(unit);
        switch (random.Next(3))
        {
            case 0:
                BinaryPrimitives.WriteInt32BigEndian(unit, 1);
                break;
            case 1:
                BinaryPrimitives.WriteInt32BigEndian(unit, length);
                break;
            default:
                BinaryPrimitives.WriteInt32BigEndian(unit, (length << 16) | length);
                break;
        }

        input.Append(unit);
    }

    private void CheckInPlace(ReadOnlySpan<byte> input)
    {
        Span<byte> work = _work.AsSpan(0, input.Length);
        input.CopyTo(work);
        bool isConverted = NalFormat.TryAvccToAnnexBInPlace(work, out int length);
        bool isWritten = NalFormat.TryWriteAnnexB(new NalUnitReader(input, NalLayout.LengthPrefixed), _target, out int written);
        FuzzFailure.Unless(isConverted == isWritten && length == written, "in place and copied agree on the length");
        FuzzFailure.Unless(work[..length].SequenceEqual(_target.AsSpan(0, written)), "in place and copied agree on the bytes");
        FuzzFailure.Unless(work[length..].SequenceEqual(input[length..]), "what is left out is left alone");
        input.CopyTo(work);
        if (NalFormat.TryAnnexBToAvccInPlace(work))
        {
            bool isBack = NalFormat.TryAvccToAnnexBInPlace(work, out length);
            FuzzFailure.Unless(input.IsEmpty || (isBack && length == input.Length && work.SequenceEqual(input)), "there and back is the same");
        }
        else
        {
            FuzzFailure.Unless(work.SequenceEqual(input), "a refusal leaves the bytes alone");
        }
    }

    private void CheckRewriting(ReadOnlySpan<byte> input, NalLayout layout, int size)
    {
        bool isWritten = NalFormat.TryWriteAvcc(new NalUnitReader(input, layout, size), _target, out int written);
        _output.ResetWrittenCount();
        FuzzFailure.Unless(NalFormat.WriteAvcc(new NalUnitReader(input, layout, size), _output) == (isWritten ? written : 0), "both writers agree on the length");
        FuzzFailure.Unless(_output.WrittenSpan.SequenceEqual(_target.AsSpan(0, written)), "both writers agree on the bytes");
        var again = new NalUnitReader(_output.WrittenSpan, NalLayout.LengthPrefixed);
        foreach (ReadOnlySpan<byte> unit in new NalUnitReader(input, layout, size))
        {
            FuzzFailure.Unless(again.MoveNext() && again.Current.SequenceEqual(unit), "written units are the same");
        }
    }
}
