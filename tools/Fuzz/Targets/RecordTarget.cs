using System;
using Fathom.Fuzz.Engine;
using Fathom.Fuzz.Generators;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Targets;

/// <summary>Decoder configurations (avcC, hvcC, av1C): counts and lengths that do not fit, and making them from key frames.</summary>
internal sealed class RecordTarget(Corpus corpus) : IFuzzTarget
{
    private readonly BinarySeeds _seeds = new(corpus.Binary("record"));
    private readonly byte[] _unit = new byte[4096];

    public string Name => "record";

    public long AllocationLimit(int length) => 16384 + (64L * length);

    public void Generate(Random random, FuzzBuffer input)
    {
        _seeds.Take(random, input);
        if (random.Next(4) == 0)
        {
            // A key frame with start codes: sets of one codec, then a slice.
            input.Clear();
            AppendSet(input, random.Next(3) == 0 ? AvcSetGenerator.Write(random, _unit) : HevcSetGenerator.WriteVideo(random, _unit));
            AppendSet(input, HevcSetGenerator.WriteSequence(random, _unit));
            input.Append([0, 0, 1, (byte)(random.Next(2) == 0 ? 0x44 : 0x68), 1, 0xc1, 0, 0, 1, 0x65, 0x88]);
        }

        if (random.Next(3) != 0)
        {
            BinarySeeds.Change(random, input);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        CheckAvc(AvcDecoderConfiguration.TryParse(input, out AvcDecoderConfiguration? avc, out ParameterSetError error), avc, error);
        CheckHevc(HevcDecoderConfiguration.TryParse(input, out HevcDecoderConfiguration? hevc, out error), hevc, error);
        CheckAv1(Av1DecoderConfiguration.TryParse(input, out Av1DecoderConfiguration? av1, out error), av1, error);
        CheckAvc(AvcDecoderConfiguration.TryCreate(new NalUnitReader(input, NalLayout.StartCodes), out avc), avc, ParameterSetError.None);
        CheckHevc(HevcDecoderConfiguration.TryCreate(new NalUnitReader(input, NalLayout.StartCodes), out hevc), hevc, ParameterSetError.None);
        CheckAv1(Av1DecoderConfiguration.TryCreate(input, out av1), av1, ParameterSetError.None);
    }

    private static void CheckAvc(bool isMade, AvcDecoderConfiguration? record, ParameterSetError error)
    {
        FuzzFailure.Unless(isMade == record is not null && (!isMade || error == ParameterSetError.None), "a record or a reason");
        if (isMade)
        {
            FuzzFailure.Unless(AvcDecoderConfiguration.TryParse(record!.ToArray(), out AvcDecoderConfiguration? again, out _), "a written avcC can be read");
            FuzzFailure.Unless(again!.Equals(record) && again.GetHashCode() == record.GetHashCode(), "a written avcC is the same");
            FuzzFailure.Unless(record.ToAnnexB().Length >= 4 * (record.SequenceSets.Length + record.PictureSets.Length), "every set has a start code");
        }
    }

    private static void CheckHevc(bool isMade, HevcDecoderConfiguration? record, ParameterSetError error)
    {
        FuzzFailure.Unless(isMade == record is not null && (!isMade || error == ParameterSetError.None), "a record or a reason");
        if (isMade)
        {
            FuzzFailure.Unless(HevcDecoderConfiguration.TryParse(record!.ToArray(), out HevcDecoderConfiguration? again, out _), "a written hvcC can be read");
            FuzzFailure.Unless(again!.Equals(record) && again.GetHashCode() == record.GetHashCode(), "a written hvcC is the same");
            FuzzFailure.Unless(record.ToAnnexB().Length >= 4 * record.SequenceSets.Length, "every set has a start code");
        }
    }

    private static void CheckAv1(bool isMade, Av1DecoderConfiguration? record, ParameterSetError error)
    {
        FuzzFailure.Unless(isMade == record is not null && (!isMade || error == ParameterSetError.None), "a record or a reason");
        if (isMade)
        {
            FuzzFailure.Unless(Av1DecoderConfiguration.TryParse(record!.ToArray(), out Av1DecoderConfiguration? again, out _), "a written av1C can be read");
            FuzzFailure.Unless(again!.Equals(record) && again.GetHashCode() == record.GetHashCode(), "a written av1C is the same");
        }
    }

    private void AppendSet(FuzzBuffer input, int length)
    {
        input.Append([0, 0, 1]);
        input.Append(_unit.AsSpan(0, length));
    }
}
