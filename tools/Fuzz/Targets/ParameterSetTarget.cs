using System;
using Fathom.Fuzz.Engine;
using Fathom.Fuzz.Generators;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Targets;

/// <summary>Parameter sets of three codecs, generated field by field and then damaged, and the H.264 rewriter.</summary>
internal sealed class ParameterSetTarget(Corpus corpus) : IFuzzTarget
{
    private readonly BinarySeeds _seeds = new(corpus.Binary("set"));
    private readonly byte[] _unit = new byte[4096];
    private readonly byte[] _rewritten = new byte[FuzzBuffer.Room + 64];

    public string Name => "set";

    // Nothing: values and spans only.
    public long AllocationLimit(int length) => 0;

    public void Generate(Random random, FuzzBuffer input)
    {
        input.Clear();
        switch (random.Next(6))
        {
            case 0:
                _seeds.Take(random, input);
                break;
            case 1:
                input.Append(_unit.AsSpan(0, HevcSetGenerator.WriteVideo(random, _unit)));
                break;
            case 2:
                input.Append(_unit.AsSpan(0, HevcSetGenerator.WriteSequence(random, _unit)));
                break;
            case 3:
                input.Append(_unit.AsSpan(0, Av1SequenceGenerator.Write(random, _unit)));
                break;
            default:
                input.Append(_unit.AsSpan(0, AvcSetGenerator.Write(random, _unit)));
                break;
        }

        if (random.Next(2) == 0)
        {
            BinarySeeds.Change(random, input);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        CheckAvc(input);
        Check(HevcSequenceReader.TryRead(input, out SequenceParameterSet set, out ParameterSetError error), set, error);
        Check(Av1SequenceReader.TryRead(input, out set, out error), set, error);
        bool isRead = HevcVideoParameterSet.TryRead(input, out HevcVideoParameterSet video, out error);
        FuzzFailure.Unless(isRead == (error == ParameterSetError.None) && (!isRead || video.MaxSubLayers is >= 1 and <= 7), "a video set is sane or refused");
    }

    private static void Check(bool isRead, in SequenceParameterSet set, ParameterSetError error)
    {
        FuzzFailure.Unless(isRead == (error == ParameterSetError.None), "a refusal has a reason");
        if (isRead)
        {
            FuzzFailure.Unless(set.Width is > 0 and <= 65536 && set.Height is > 0 and <= 65536, "a picture has a size");
            FuzzFailure.Unless(set.LumaDepth is >= 8 and <= 16 && set.ChromaFormat is >= 0 and <= 3 && set.MaxReorderFrames is >= -1 and <= 16, "fields are in range");
        }
    }

    private void CheckAvc(ReadOnlySpan<byte> input)
    {
        bool isRead = AvcSequenceReader.TryRead(input, out SequenceParameterSet set, out ParameterSetError error);
        Check(isRead, set, error);
        bool isRewritten = AvcRestrictionRewriter.TryRewrite(input, _rewritten, out int length, out error);
        FuzzFailure.Unless(!isRewritten || isRead, "only what is understood is rewritten");
        FuzzFailure.Unless(isRewritten || !isRead || error == ParameterSetError.NoRoom, "what is understood is rewritten");
        if (isRewritten)
        {
            FuzzFailure.Unless(AvcSequenceReader.TryRead(_rewritten.AsSpan(0, length), out SequenceParameterSet after, out _), "a rewritten set can be read");
            FuzzFailure.Unless(after.MaxReorderFrames == 0, "a rewritten set promises no reordering");
            FuzzFailure.Unless(after with { MaxReorderFrames = set.MaxReorderFrames, MaxBufferedFrames = set.MaxBufferedFrames } == set, "nothing else changes");
        }

        AvcRestrictionRewriter.TryRewriteAccessUnit(new NalUnitReader(input, NalLayout.StartCodes), _rewritten, out _);
    }
}
