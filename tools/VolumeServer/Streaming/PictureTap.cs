using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>One of those who take pictures from a <see cref="PictureExchange"/>: holds the one that it took last.</summary>
/// <remarks>Threads: <see cref="TryTake"/> and <see cref="Current"/> by the taker's alone.</remarks>
internal sealed class PictureTap
{
    private readonly PictureExchange _exchange;

    public PictureTap(PictureExchange exchange, RenderedPicture first)
    {
        _exchange = exchange;
        Current = first;
    }

    /// <summary>Keeps its content, so that it can be encoded again. Not to be written: others may hold it too.</summary>
    public RenderedPicture Current { get; private set; }

    /// <summary>Number of the picture taken last; the exchange's.</summary>
    internal long Taken { get; private set; }

    /// <summary>Makes the newest picture <see cref="Current"/>; false when there is none newer.</summary>
    public bool TryTake() => _exchange.TryTake(this);

    /// <summary>By the exchange, under its lock.</summary>
    internal void Hold(RenderedPicture picture, long number)
    {
        Current = picture;
        Taken = number;
    }
}
