using System;
using System.Buffers.Binary;
using Fathom.Fuzz.Engine;
using Fathom.Protocol.Pixel;

namespace Fathom.Fuzz.Targets;

/// <summary>Pixel messages and view blocks: lengths, versions, axis counts and payload borders that do not fit together.</summary>
internal sealed class PixelTarget(Corpus corpus) : IFuzzTarget
{
    private readonly BinarySeeds _seeds = new(corpus.Binary("pixel"));
    private readonly byte[] _written = new byte[PixelMessage.MaxPrefixSize];

    public string Name => "pixel";

    // Nothing: values and spans only.
    public long AllocationLimit(int length) => 0;

    public void Generate(Random random, FuzzBuffer input)
    {
        _seeds.Take(random, input);
        BinarySeeds.Change(random, input);
        if (random.Next(2) == 0 && input.Length >= PixelHeader.Size)
        {
            // Lengths near the truth are the interesting ones.
            int length = Math.Clamp(input.Length - PixelHeader.Size + random.Next(-4, 5), 0, ushort.MaxValue);
            BinaryPrimitives.WriteUInt16BigEndian(input.Bytes[22..], (ushort)length);
        }
    }

    public void Execute(ReadOnlySpan<byte> input)
    {
        bool isRead = PixelMessage.TryParse(input, true, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out PixelError error);
        FuzzFailure.Unless(isRead || error != PixelError.None, "a refusal has a reason");
        FuzzFailure.Unless((uint)offset <= (uint)input.Length, "the payload begins inside the message");
        FuzzFailure.Unless(!hasView || (isRead && error == PixelError.None), "a view comes with a message");
        if (hasView)
        {
            int length = PixelMessage.WritePrefix(_written, header, view);
            FuzzFailure.Unless(length <= offset, "a view is never longer than its block");
            FuzzFailure.Unless(PixelMessage.TryParse(_written.AsSpan(0, length), true, out _, out FrameView again, out bool isThere, out _, out _) && isThere, "a written view can be read");
            FuzzFailure.Unless(again == view && again.GetHashCode() == view.GetHashCode(), "a written view is the same");
            FuzzFailure.Unless(!view.WorldToPixel.TryInvert(out ViewMatrix inverse) || inverse.IsFinite, "an inverse is finite");
        }

        bool isPlain = PixelMessage.TryParse(input, false, out PixelHeader plain, out _, out bool hasAny, out offset, out _);
        FuzzFailure.Unless(isPlain == input.Length >= PixelHeader.Size && !hasAny, "a plain message needs 24 bytes and has no view");
        if (isPlain)
        {
            PixelMessage.WritePrefix(_written, plain);
            FuzzFailure.Unless(input[..20].SequenceEqual(_written.AsSpan(0, 20)) && offset == PixelHeader.Size, "a written header is the same");
        }
    }
}
