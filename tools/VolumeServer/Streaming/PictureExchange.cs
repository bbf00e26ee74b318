using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// Three pictures between the renderer and the encoder: one being drawn, one waiting, one being encoded. The newest wins: a waiting picture that
/// nobody took is drawn over, which costs nothing because pictures, unlike encoded frames, do not depend on each other.
/// </summary>
/// <remarks>Threads: the renderer calls <see cref="Publish"/>, the encoder <see cref="TryTake"/>; each owns what it holds.</remarks>
internal sealed class PictureExchange
{
    private readonly object _gate = new();
    private RenderedPicture _waiting;
    private bool _fresh;

    public PictureExchange(int width, int height)
    {
        Drawing = new RenderedPicture(width, height);
        _waiting = new RenderedPicture(width, height);
        Encoding = new RenderedPicture(width, height);
    }

    /// <summary>Owned by the renderer.</summary>
    public RenderedPicture Drawing { get; private set; }

    /// <summary>Owned by the encoder; keeps its content, so that it can be encoded again.</summary>
    public RenderedPicture Encoding { get; private set; }

    /// <summary>Pictures that were drawn over before the encoder came for them.</summary>
    public long Superseded { get; private set; }

    /// <summary>The renderer's picture, of a size: another one when the size has changed.</summary>
    public RenderedPicture DrawingOf(int width, int height)
    {
        if (Drawing.Buffer.Width != width || Drawing.Buffer.Height != height)
        {
            Drawing = new RenderedPicture(width, height);
        }

        return Drawing;
    }

    public void Publish()
    {
        lock (_gate)
        {
            Superseded += _fresh ? 1 : 0;
            (Drawing, _waiting) = (_waiting, Drawing);
            _fresh = true;
        }
    }

    /// <summary>Makes the newest picture <see cref="Encoding"/>; false when there is none newer.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (!_fresh)
            {
                return false;
            }

            (Encoding, _waiting) = (_waiting, Encoding);
            _fresh = false;
            return true;
        }
    }
}
