using System;
using Fathom.Client.Loop;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What stands on the picture: scale bar and axes, by the view of the picture that is on the screen.</summary>
/// <remarks>Threads: main thread. While a picture is moved ahead of the server, the bar moves with it.</remarks>
internal sealed class PictureOverlays
{
    private static readonly ShapeColor s_ink = new(255, 255, 255, 235);
    private static readonly ShapeColor s_x = ShapeColor.Rgb(0xF4716A);
    private static readonly ShapeColor s_y = ShapeColor.Rgb(0x6CCB5F);
    private static readonly ShapeColor s_z = ShapeColor.Rgb(0x5AA9F8);

    private readonly UiParts _parts;
    private readonly ViewOptions _options;

    /// <summary>Creates overlays.</summary>
    public PictureOverlays(UiParts parts, ViewOptions options)
    {
        _parts = parts;
        _options = options;
    }

    /// <summary>Draws them.</summary>
    /// <param name="gui">The pass.</param>
    /// <param name="canvas">The picture's area.</param>
    /// <param name="view">Where the picture stands in it.</param>
    public void Run(Gui gui, in ShapeRect canvas, in ViewTransform view)
    {
        if (view.Width <= 0 || !ShownView.TryGetMatrix(_parts.State, out ViewMatrix matrix, out bool isExact))
        {
            return;
        }

        ShapeRect seen = canvas.Intersect(new ShapeRect(view.X, view.Y, view.Width, view.Height));
        if (seen.Width < gui.Px(160) || seen.Height < gui.Px(120))
        {
            return;
        }

        if (_options.ScaleBar)
        {
            Bar(gui, seen, view, matrix, isExact);
        }

        if (_options.Axes && _parts.State.View.Dims.IsVolume)
        {
            Axes(gui, seen, matrix);
        }
    }

    private void Bar(Gui gui, in ShapeRect seen, in ViewTransform view, in ViewMatrix matrix, bool isExact)
    {
        double perUnit = ShownView.PixelsPerUnit(_parts.State, _parts.World, matrix) * view.ScaleX;
        var scale = ScaleLength.Of(perUnit, _parts.World.UnitOf(ShownView.AxisOf(_parts.State, 0)), gui.Px(130));
        float width = (float)scale.Pixels;
        if (scale.Length == 0 || width < gui.Px(20))
        {
            return;
        }

        ReadOnlySpan<char> text = gui.Scratch.Format($"{(isExact ? string.Empty : "≈ ")}{scale.Length:0.######} {scale.Unit}");
        float box = Math.Max(width, gui.Canvas.Measure(text, gui.Body)) + gui.Px(16);
        var place = new ShapeRect(seen.Right - box - gui.Px(12), seen.Bottom - gui.Px(46), box, gui.Px(34));
        gui.Place(new UiId("overlay.bar"), place);
        gui.Canvas.FillRound(place, gui.Px(5), gui.Theme.Overlay);
        gui.Label(place.CutTop(gui.Px(21), out ShapeRect line), text, s_ink, UiAlign.Center);
        gui.Canvas.Fill(new ShapeRect(place.CenterX - (width / 2), line.Y + gui.Px(2), width, gui.Px(3)), s_ink);
    }

    private void Axes(Gui gui, in ShapeRect seen, in ViewMatrix matrix)
    {
        // Only directions are drawn: where the axes stand is of no meaning in a corner.
        double longest = 0;
        for (int i = 0; i < 3; i++)
        {
            (double x, double y) = ShownView.DirectionOf(_parts.State, matrix, i);
            longest = Math.Max(longest, Math.Sqrt((x * x) + (y * y)));
        }

        float reach = gui.Px(34);
        float originX = seen.X + gui.Px(56);
        float originY = seen.Bottom - gui.Px(56);
        gui.Canvas.FillRound(new ShapeRect(originX - gui.Px(46), originY - gui.Px(46), gui.Px(92), gui.Px(92)), gui.Px(46), gui.Theme.Overlay.WithAlpha(0.45));
        for (int i = 0; i < 3 && longest > 0; i++)
        {
            (double x, double y) = ShownView.DirectionOf(_parts.State, matrix, i);
            float dx = (float)(x / longest * reach);
            float dy = (float)(y / longest * reach);
            ShapeColor color = i == 0 ? s_x : i == 1 ? s_y : s_z;
            gui.Canvas.Line(originX, originY, originX + dx, originY + dy, gui.Px(2), color);
            int axis = ShownView.AxisOf(_parts.State, i);
            ReadOnlySpan<char> name = _parts.State.Dims is { } dims && axis >= 0 ? DimsAxes.Label(dims, axis) : i == 0 ? "x" : i == 1 ? "y" : "z";
            gui.Label(new ShapeRect(originX + (dx * 1.25f) - gui.Px(10), originY + (dy * 1.25f) - gui.Px(8), gui.Px(20), gui.Px(16)), name, color, UiAlign.Center, gui.Bold);
        }
    }
}
