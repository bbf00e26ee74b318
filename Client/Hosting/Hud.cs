using Fathom.Client.Loop;
using Fathom.Render;

namespace Fathom.Client.Hosting;

/// <summary>The interface of a window as the topmost of what is drawn.</summary>
internal sealed class Hud(IFrameOverlay ui) : IDrawn
{
    /// <summary>The interface.</summary>
    public IFrameOverlay Ui => ui;

    /// <inheritdoc/>
    public void Draw(in ViewTransform view) => ui.Draw(view);
}
