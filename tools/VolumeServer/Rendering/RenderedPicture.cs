using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A picture on its way from the renderer to the encoder, with all that its frame will say of itself.</summary>
internal sealed class RenderedPicture
{
    public RenderedPicture(int width, int height) => Buffer = new YuvBuffer(width, height);

    public YuvBuffer Buffer { get; }

    /// <summary>Revision, step, axes, matrix, quality; the times come later.</summary>
    public FrameView View { get; set; }

    /// <summary>Server clock.</summary>
    public double RenderStart { get; set; }

    /// <inheritdoc cref="RenderStart"/>
    public double RenderEnd { get; set; }
}
