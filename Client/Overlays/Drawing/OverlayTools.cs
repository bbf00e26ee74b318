using System;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What all overlays of a run draw with.</summary>
/// <remarks>Threads: main thread. Ownership: of painter and canvas.</remarks>
internal sealed class OverlayTools : IDisposable
{
    private readonly IRenderWindow _window;
    private readonly Func<PictureArea> _area;

    /// <summary>Creates them; GL objects are made by the first draw.</summary>
    /// <param name="window">The window.</param>
    /// <param name="area">The part of it that pictures are drawn into now.</param>
    /// <param name="time">The clock.</param>
    public OverlayTools(IRenderWindow window, Func<PictureArea> area, TimeProvider time)
    {
        _window = window;
        _area = area;
        Time = time;
        Painter = new QuadPainter(window);
        Canvas = new ShapeCanvas(window);
    }

    /// <summary>Draws videos.</summary>
    public QuadPainter Painter { get; }

    /// <summary>Draws tracks.</summary>
    public ShapeCanvas Canvas { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Starts the thread of an overlay, whose work is left on that desk.</summary>
    public Func<OverlayDesk, IOverlayThread> Start { get; init; } = static desk => new OverlayWorker(desk, OverlayOpener.OpenFile, static () => { });

    /// <summary>What the picture shows that is being drawn.</summary>
    public Func<SceneLook> Look { get; set; } = static () => default;

    /// <summary>Pixels a point.</summary>
    public float Scale => (float)Math.Max(0.5, _window.ContentScale);

    /// <summary>The part of the window that a picture covers: outside of it there are bars and panels.</summary>
    public PictureArea ClipOf(in ViewTransform view)
    {
        PictureArea area = _area();
        area = area.IsWhole ? new PictureArea(0, 0, _window.FramebufferWidth, _window.FramebufferHeight) : area;
        int left = Math.Max(view.X, area.X), top = Math.Max(view.Y, area.Y);
        int right = Math.Min(view.X + view.Width, area.X + area.Width), bottom = Math.Min(view.Y + view.Height, area.Y + area.Height);
        return right > left && bottom > top ? new PictureArea(left, top, right - left, bottom - top) : new PictureArea(-1, -1, 1, 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Painter.Dispose();
        Canvas.Dispose();
    }
}
