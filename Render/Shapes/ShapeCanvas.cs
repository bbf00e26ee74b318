using System;
using System.Text;

namespace Fathom.Render;

/// <summary>Draws shapes and text over the picture of a window: a layer is two draw calls.</summary>
/// <remarks>Threads: the thread of the window's context. Ownership: disposed before its window. Call <see cref="Begin"/>, then shapes, then
/// <see cref="End"/>, between the picture and the swap. A frame allocates nothing once its signs and its size have been seen.</remarks>
public sealed class ShapeCanvas : IShapeCanvas, IDisposable
{
    private readonly IRenderWindow _window;
    private readonly GlyphAtlas _atlas = new();
    private readonly ShapeBatch _batch = new();
    private ShapeProgram? _program;

    /// <summary>Creates a canvas; fails with what to install where FreeType or its font is missing.</summary>
    public ShapeCanvas(IRenderWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        _window = window;
    }

    /// <summary>Quads drawn by the last frame.</summary>
    public int Quads { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        if (_atlas.IsFull)
        {
            _atlas.Clear();
        }

        _batch.Begin(_window.FramebufferWidth, _window.FramebufferHeight);
    }

    /// <summary>Draws the frame.</summary>
    public void End()
    {
        if (_program is null || !ReferenceEquals(_program.Gl, _window.Gl))
        {
            // The first frame, or a context that came after one that was lost, with all its objects.
            _program = new ShapeProgram(_window.Gl);
            _program.Upload(_atlas.Sheet, 0, GlyphAtlas.Side);
            _atlas.TakeDirty(out _, out _);
        }

        if (_atlas.TakeDirty(out int from, out int count))
        {
            _program.Upload(_atlas.Sheet, from, count);
        }

        _program.Clear(_window.Framebuffer, _window.FramebufferHeight, _batch.Grounds);
        Quads = _batch.Quads;
        _batch.EndLayer();
        if (Quads > 0)
        {
            _program.Draw(_window.Framebuffer, _window.FramebufferWidth, _window.FramebufferHeight, _batch);
        }
    }

    /// <inheritdoc/>
    public float Measure(ReadOnlySpan<char> text, TextStyle style)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += _atlas.Find(rune.Value, style)?.Advance ?? 0;
        }

        return width;
    }

    /// <inheritdoc/>
    public TextMetrics MetricsOf(TextStyle style) => _atlas.MetricsOf(style);

    /// <inheritdoc/>
    public void Raise() => _batch.EndLayer();

    /// <inheritdoc/>
    public void FillBehind(ShapeRect rect, ShapeColor color) => _batch.Grounds.Add((ShapeBatch.Snap(rect), color));

    /// <inheritdoc/>
    public void Fill(ShapeRect rect, ShapeColor color) => _batch.Solid(ShapeBatch.Snap(rect), color.Packed);

    /// <inheritdoc/>
    public void FillGradient(ShapeRect rect, ShapeColor left, ShapeColor right) => _batch.Gradient(ShapeBatch.Snap(rect), left.Packed, right.Packed);

    /// <inheritdoc/>
    public void FillRound(ShapeRect rect, float radius, ShapeColor color)
    {
        ShapeRect r = ShapeBatch.Snap(rect);
        int corner = CornerOf(r, radius);
        uint packed = color.Packed;

        // Corners are blended: they come after the surfaces, which can then be drawn as what hides.
        if (corner > 0)
        {
            _batch.Solid(new ShapeRect(r.X + corner, r.Y, r.Width - (2 * corner), corner), packed);
            _batch.Solid(new ShapeRect(r.X + corner, r.Bottom - corner, r.Width - (2 * corner), corner), packed);
        }

        _batch.Solid(new ShapeRect(r.X, r.Y + corner, r.Width, r.Height - (2 * corner)), packed);
        Corners(r, corner, corner, packed);
    }

    /// <inheritdoc/>
    public void StrokeRound(ShapeRect rect, float radius, float width, ShapeColor color)
    {
        ShapeRect r = ShapeBatch.Snap(rect);
        int line = Math.Max(1, (int)MathF.Round(width));
        int corner = CornerOf(r, radius);
        uint packed = color.Packed;
        float across = r.Width - (2 * corner);
        float side = Math.Max(corner, line);
        float down = r.Height - (2 * side);
        _batch.Solid(new ShapeRect(r.X + corner, r.Y, across, line), packed);
        _batch.Solid(new ShapeRect(r.X + corner, r.Bottom - line, across, line), packed);
        _batch.Solid(new ShapeRect(r.X, r.Y + side, line, down), packed);
        _batch.Solid(new ShapeRect(r.Right - line, r.Y + side, line, down), packed);
        Corners(r, corner, line, packed);
    }

    /// <inheritdoc/>
    public void Line(float fromX, float fromY, float toX, float toY, float width, ShapeColor color)
    {
        if (!_batch.TryCut(ref fromX, ref fromY, ref toX, ref toY))
        {
            return;
        }

        float dx = toX - fromX;
        float dy = toY - fromY;
        float length = MathF.Sqrt((dx * dx) + (dy * dy));
        if (length < 0.01f)
        {
            return;
        }

        // A core in full colour between two edges that fade out over one pixel.
        float nx = -dy / length;
        float ny = dx / length;
        float core = Math.Max(0, (width - 1) / 2);
        uint full = color.Packed;
        uint none = color.WithAlpha(0).Packed;
        Strip(fromX, fromY, toX, toY, nx, ny, -core - 1, none, -core, full);
        Strip(fromX, fromY, toX, toY, nx, ny, -core, full, core, full);
        Strip(fromX, fromY, toX, toY, nx, ny, core, full, core + 1, none);
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<char> text, float x, float baseline, TextStyle style, ShapeColor color)
    {
        int pen = (int)MathF.Round(x);
        int row = (int)MathF.Round(baseline);
        uint packed = color.Packed;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (_atlas.Find(rune.Value, style) is { } glyph)
            {
                if (glyph.Width > 0)
                {
                    _batch.Stamp(pen + glyph.Left, row - glyph.Top, glyph.Width, glyph.Height, glyph.U, glyph.V, packed);
                }

                pen += glyph.Advance;
            }
        }
    }

    /// <inheritdoc/>
    public void PushClip(ShapeRect rect) => _batch.PushClip(rect);

    /// <inheritdoc/>
    public void PopClip() => _batch.PopClip();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_program is not null && ReferenceEquals(_program.Gl, _window.Gl))
        {
            _window.MakeCurrent();
            _program.Delete();
        }

        _program = null;
        _atlas.Dispose();
    }

    private static int CornerOf(in ShapeRect rect, float radius) => (int)Math.Max(0, MathF.Min(MathF.Round(radius), MathF.Floor(Math.Min(rect.Width, rect.Height) / 2)));

    private void Corners(in ShapeRect r, int corner, int width, uint color)
    {
        Glyph ring = corner > 0 ? _atlas.Ring(corner, width) : default;
        if (ring.Width == 0)
        {
            return;
        }

        _batch.Stamp(r.X, r.Y, corner, corner, ring.U, ring.V, color);
        _batch.Stamp(r.Right - corner, r.Y, corner, corner, ring.U + corner, ring.V, color);
        _batch.Stamp(r.X, r.Bottom - corner, corner, corner, ring.U, ring.V + corner, color);
        _batch.Stamp(r.Right - corner, r.Bottom - corner, corner, corner, ring.U + corner, ring.V + corner, color);
    }

    private void Strip(float fromX, float fromY, float toX, float toY, float nx, float ny, float inner, uint innerColor, float outer, uint outerColor) => _batch.Free(
    [
        (fromX + (nx * inner), fromY + (ny * inner), innerColor),
        (toX + (nx * inner), toY + (ny * inner), innerColor),
        (toX + (nx * outer), toY + (ny * outer), outerColor),
        (fromX + (nx * outer), fromY + (ny * outer), outerColor),
    ]);
}
