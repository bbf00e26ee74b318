using System;
using System.Threading;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Draws a video in its place: one texture, into which its frames are uploaded one after the other.</summary>
/// <remarks>Threads: that of the painter's context. Ownership: of its texture; the reader stays the caller's. A drawn frame allocates nothing.</remarks>
internal sealed class VideoLayer : IDisposable
{
    private readonly QuadPainter _painter;
    private readonly QuadTexture _texture;
    private int _frame = TimeIndex.None;

    /// <summary>Draws a video that was placed.</summary>
    public VideoLayer(QuadPainter painter, AlignedVideo video, OverlayVideoReader reader)
    {
        _painter = painter;
        _texture = painter.CreateTexture();
        Video = video;
        Reader = reader;
        Spec = video.Spec;
    }

    /// <summary>Where and when it lies; may be replaced while the texture stays.</summary>
    public AlignedVideo Video { get; set; }

    /// <summary>Its frames, as <see cref="Video"/> says they are read.</summary>
    public OverlayVideoReader Reader { get; set; }

    /// <summary>How opaque it is and whether it shines through from below: may change while the place stays.</summary>
    public VideoOverlaySpec Spec { get; set; }

    /// <summary>The frame in the texture; −1 for none, also after the context was lost.</summary>
    public int Frame => _texture.HasPicture ? _frame : TimeIndex.None;

    /// <summary>Brings a frame into the texture if the reader keeps it. Never waits.</summary>
    public bool TryShow(int frame)
    {
        if (frame == Frame)
        {
            return frame != TimeIndex.None;
        }

        if (!Reader.TryGetCached(frame, out LocalFrame picture))
        {
            return false;
        }

        using (picture)
        {
            return Show(picture);
        }
    }

    /// <summary>Brings a frame into the texture; the picture stays the caller's. False while the context is lost.</summary>
    public bool Show(in LocalFrame picture)
    {
        if (!_texture.Upload(picture.Address, picture.Size.Width, picture.Size.Height, picture.Stride))
        {
            return false;
        }

        _frame = picture.Index;
        return true;
    }

    /// <summary>Brings a frame into the texture, decoding it here and now: for exports and pictures that are saved. False when it cannot be decoded.</summary>
    public bool Decode(int frame, CancellationToken cancel = default)
    {
        if (frame == Frame)
        {
            return frame != TimeIndex.None;
        }

        if (Reader.TryRead(frame, out LocalFrame picture, cancel) != LocalReadResult.Frame)
        {
            return false;
        }

        using (picture)
        {
            return Show(picture);
        }
    }

    /// <summary>Draws what is in the texture. False when nothing of it is seen.</summary>
    /// <param name="worldToFramebuffer">Where the world is.</param>
    /// <param name="clip">Outside of it nothing is drawn.</param>
    public bool Draw(in Affine2 worldToFramebuffer, in PictureArea clip)
    {
        QuadBlend blend = Spec.Order == OverlayOrder.Above ? QuadBlend.Over : QuadBlend.Under;
        return _painter.Draw(_texture, worldToFramebuffer * Video.Map, new QuadStyle(Spec.Alpha, blend, Clip: clip));
    }

    /// <inheritdoc/>
    public void Dispose() => _texture.Dispose();
}
