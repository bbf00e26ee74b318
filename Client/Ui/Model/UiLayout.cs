using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Where the panels stand and what is left for the picture.</summary>
/// <param name="Dock">Layers and view, at the left; empty when hidden.</param>
/// <param name="Dims">The axes, below the picture; empty when hidden or when there are none.</param>
/// <param name="Status">The status line, at the bottom; empty when hidden.</param>
/// <param name="Canvas">The picture.</param>
internal readonly record struct UiLayout(ShapeRect Dock, ShapeRect Dims, ShapeRect Status, ShapeRect Canvas)
{
    private const float DockWidth = 268;
    private const float NarrowDockWidth = 228;
    private const float DimsRow = 30;
    private const float StatusHeight = 24;
    private const float LeastCanvas = 240;

    /// <summary>Divides a window.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="scale">Pixels a point.</param>
    /// <param name="axes">Axes that can be moved.</param>
    /// <param name="isShown">Whether panels are shown.</param>
    public static UiLayout Divide(int width, int height, float scale, int axes, bool isShown)
    {
        var window = new ShapeRect(0, 0, width, height);
        if (!isShown)
        {
            return new UiLayout(default, default, default, window);
        }

        ShapeRect status = window.CutBottom(Whole(StatusHeight, scale), out ShapeRect rest);
        float points = width / scale;

        // A narrow window keeps its picture; the layers come back when it is made wider.
        float dockWidth = points >= 900 ? DockWidth : points >= NarrowDockWidth + LeastCanvas ? NarrowDockWidth : 0;
        ShapeRect dock = rest.CutLeft(Whole(dockWidth, scale), out rest);
        float dimsHeight = axes == 0 ? 0 : Math.Min(Whole((axes * DimsRow) + 8, scale), MathF.Floor(rest.Height / 2));
        ShapeRect dims = rest.CutBottom(dimsHeight, out ShapeRect canvas);
        return new UiLayout(dock, dims, status, canvas);
    }

    private static float Whole(float points, float scale) => MathF.Round(points * scale);
}
