using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>
/// The pictures between the renderer and the encode threads: one being drawn, one waiting, one held by each of those threads. The newest wins: a waiting picture that
/// nobody took is drawn over, which costs nothing because pictures, unlike encoded frames, do not depend on each other.
/// </summary>
/// <remarks>Threads: the renderer calls <see cref="Publish"/> and owns <see cref="Drawing"/>; each taker has a <see cref="PictureTap"/> of its own.</remarks>
internal sealed class PictureExchange
{
    private readonly object _gate = new();
    private readonly RenderedPicture[] _pictures;
    private RenderedPicture _waiting;
    private long _published;

    public PictureExchange(int width, int height, int takers)
    {
        _pictures = [.. Enumerable.Range(0, takers + 2).Select(_ => new RenderedPicture(width, height))];
        (Drawing, _waiting) = (_pictures[0], _pictures[1]);
        Taps = [.. _pictures.Skip(2).Select(picture => new PictureTap(this, picture))];
    }

    /// <summary>Owned by the renderer.</summary>
    public RenderedPicture Drawing { get; private set; }

    /// <summary>One for each taker.</summary>
    public ImmutableArray<PictureTap> Taps { get; }

    /// <summary>Pictures that were drawn over before anybody came for them.</summary>
    public long Superseded { get; private set; }

    /// <summary>The renderer's picture, of a size: another one when the size has changed.</summary>
    public RenderedPicture DrawingOf(int width, int height)
    {
        lock (_gate)
        {
            if (Drawing.Buffer.Width != width || Drawing.Buffer.Height != height)
            {
                int place = Array.IndexOf(_pictures, Drawing);
                Drawing = _pictures[place] = new RenderedPicture(width, height);
            }

            return Drawing;
        }
    }

    public void Publish()
    {
        lock (_gate)
        {
            Superseded += _published > 0 && Taps.All(tap => tap.Taken < _published) ? 1 : 0;
            _waiting = Drawing;
            _published++;

            // There are two more pictures than takers, so one is free.
            Drawing = _pictures.First(picture => picture != _waiting && Taps.All(tap => tap.Current != picture));
        }
    }

    /// <summary>By <see cref="PictureTap.TryTake"/>.</summary>
    internal bool TryTake(PictureTap tap)
    {
        lock (_gate)
        {
            if (tap.Taken == _published)
            {
                return false;
            }

            tap.Hold(_waiting, _published);
            return true;
        }
    }
}
