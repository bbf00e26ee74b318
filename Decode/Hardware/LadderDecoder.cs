using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>A decoder that has another path below it: watches for signs that the path, not the stream, is at fault.</summary>
/// <remarks>Threads: decode thread.</remarks>
internal sealed class LadderDecoder : IVideoDecoder
{
    private readonly DecoderLadder _ladder;
    private readonly int _index;
    private readonly IVideoDecoder _inner;
    private readonly VideoCodec _codec;
    private bool _fruitful;
    private bool _counted;

    internal LadderDecoder(DecoderLadder ladder, int index, IVideoDecoder inner, VideoCodec codec)
    {
        _ladder = ladder;
        _index = index;
        _inner = inner;
        _codec = codec;
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public SubmitResult Submit(in EncodedUnit unit)
    {
        SubmitResult result = _inner.Submit(unit);
        if (result == SubmitResult.Failed)
        {
            GiveUp("The device failed while it was given a picture.");
        }
        else if (result == SubmitResult.InvalidData)
        {
            CountFruitless();
        }

        return result;
    }

    /// <inheritdoc/>
    public ReceiveResult TryReceive(out FrameLease lease)
    {
        ReceiveResult result = _inner.TryReceive(out lease);
        switch (result)
        {
            case ReceiveResult.Frame:
            case ReceiveResult.NoLeaseFree:
                if (!_fruitful)
                {
                    _fruitful = true;
                    _ladder.NoteFruit(_index);
                }

                break;
            case ReceiveResult.Failed:
                GiveUp("The device failed while it decoded a picture.");
                break;
            case ReceiveResult.UnknownLayout:
                GiveUp("Its pictures have a layout that nothing here can show.");
                break;
            case ReceiveResult.InvalidData:
                CountFruitless();
                break;
        }

        return result;
    }

    /// <inheritdoc/>
    public void Drain() => _inner.Drain();

    /// <inheritdoc/>
    public void Flush() => _inner.Flush();

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    private void GiveUp(string why) => _ladder.Refuse(_index, _codec, Words(why));

    private void CountFruitless()
    {
        if (!_fruitful && !_counted)
        {
            _counted = true;
            _ladder.NoteFruitless(_index, _codec, Words("It gave no picture for key frames in a row."));
        }
    }

    private string Words(string why) => (_inner as IExplainedDecoder)?.LastError is { Length: > 0 } more ? $"{why} {more}" : why;
}
