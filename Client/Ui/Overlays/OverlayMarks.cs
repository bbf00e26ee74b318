using System;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What stands on the picture about overlays: a badge at the corner of what is not calibrated, and the part of the scene that is not covered.</summary>
/// <remarks>Threads: main thread. All of it goes by the view of the picture that is on the screen, as the overlays themselves do.</remarks>
internal sealed class OverlayMarks
{
    private const int MostCorners = 12;
    private const float HatchStep = 9;

    private readonly UiParts _parts;
    private readonly OverlaysModel _model;
    private (object? Dims, object? Layers) _sceneOf;
    private WorldRect _scene;

    /// <summary>Creates marks.</summary>
    public OverlayMarks(UiParts parts, OverlaysModel model)
    {
        _parts = parts;
        _model = model;
    }

    /// <summary>Draws them.</summary>
    public void Run(Gui gui, in ShapeRect canvas, in ViewTransform view)
    {
        OverlayItem? outlined = _model.Outlined;
        _model.Outlined = null;
        if (_model.Stack.Items.Count == 0 || view.Width <= 0 || !ShownView.TryGetMatrix(_parts.State, out ViewMatrix matrix, out _) || !Affine2.TryFrom(matrix, out Affine2 toPicture))
        {
            return;
        }

        Affine2 toScreen = view.ToAffine() * toPicture;
        ShapeRect seen = canvas.Intersect(new ShapeRect(view.X, view.Y, view.Width, view.Height));
        if (outlined is { Phase: OverlayPhase.Ready, Aligned: { } aligned })
        {
            Uncovered(gui, seen, toScreen, aligned);
        }

        int badges = 0;
        for (int i = _model.Stack.Items.Count - 1; i >= 0; i--)
        {
            OverlayItem item = _model.Stack.Items[i];
            if (item is { Phase: OverlayPhase.Ready, IsCalibrated: false, Aligned: { } placed, Spec.Visible: true } && item.ShownFrame != OverlayItem.None)
            {
                Badge(gui, seen, toScreen, placed.Quad, item, i, badges++);
            }
        }
    }

    /// <summary>A word at the corner nearest to the window's; a click begins to mend it.</summary>
    private void Badge(Gui gui, in ShapeRect seen, in Affine2 toScreen, in WorldQuad quad, OverlayItem item, int index, int number)
    {
        (double x, double y) = Nearest(toScreen, quad);
        ReadOnlySpan<char> text = gui.Scratch.Format($"{item.Spec.Id}: not calibrated");
        float width = gui.Canvas.Measure(text, gui.Small) + gui.Px(16);
        float height = gui.Px(22);
        if (seen.Width < width + gui.Px(16) || seen.Height < height + gui.Px(16))
        {
            return;
        }

        float margin = gui.Px(8);
        var place = new ShapeRect(
            MathF.Round(Math.Clamp((float)x + margin, seen.X + margin, seen.Right - width - margin)),
            MathF.Round(Math.Clamp((float)y + margin + (number * (height + gui.Px(4))), seen.Y + margin, seen.Bottom - height - margin)),
            width,
            height);
        var id = new UiId("overlay.badge", index);
        gui.Canvas.FillRound(place, gui.Px(5), gui.IsHot(id, place) ? gui.Theme.Overlay.WithAlpha(0.95) : gui.Theme.Overlay);
        gui.Label(place, text, UiTheme.Dark.Warn, UiAlign.Center, gui.Small);
        if (gui.Clickable(id, place, OverlayStates.Meaning(OverlayState.Uncalibrated), gui.Px(5)))
        {
            _model.Choose(item);
            if (item.Spec is VideoOverlaySpec video)
            {
                _model.Calibrate?.Invoke(video);
            }
        }

        gui.Shield(place);
    }

    private static (double X, double Y) Nearest(in Affine2 toScreen, in WorldQuad quad)
    {
        (double X, double Y) best = (0, 0);
        ReadOnlySpan<PointWorld> corners = [quad.TopLeft, quad.TopRight, quad.BottomRight, quad.BottomLeft];
        for (int i = 0; i < corners.Length; i++)
        {
            (double x, double y) = toScreen.Apply(corners[i].X, corners[i].Y);
            best = i == 0 || x + y < best.X + best.Y ? (x, y) : best;
        }

        return best;
    }

    /// <summary>Hatches what of the scene lies beside the video, and draws the edges of both.</summary>
    private void Uncovered(Gui gui, in ShapeRect seen, in Affine2 toScreen, AlignedVideo aligned)
    {
        if (!TryScene(out WorldRect scene) || aligned.Coverage.Covered.Length > MostCorners)
        {
            return;
        }

        Span<(double X, double Y)> outer = stackalloc (double X, double Y)[4];
        WorldQuad bounds = scene.ToQuad();
        ReadOnlySpan<PointWorld> corners = [bounds.TopLeft, bounds.TopRight, bounds.BottomRight, bounds.BottomLeft];
        for (int i = 0; i < 4; i++)
        {
            outer[i] = toScreen.Apply(corners[i].X, corners[i].Y);
        }

        Span<(double X, double Y)> inner = stackalloc (double X, double Y)[aligned.Coverage.Covered.Length];
        for (int i = 0; i < inner.Length; i++)
        {
            inner[i] = toScreen.Apply(aligned.Coverage.Covered[i].X, aligned.Coverage.Covered[i].Y);
        }

        // Lines in any direction are not clipped by the canvas.
        Span<(double X, double Y)> area = [(seen.X, seen.Y), (seen.Right, seen.Y), (seen.Right, seen.Bottom), (seen.X, seen.Bottom)];
        ShapeColor color = UiTheme.Dark.Warn;
        float step = gui.Px(HatchStep) * MathF.Sqrt(2);
        for (float x = seen.X - seen.Height; x < seen.Right; x += step)
        {
            Hatch(gui, area, outer, inner, (x, seen.Bottom), (x + seen.Height, seen.Y), color.WithAlpha(0.55));
        }

        Outline(gui, area, outer, color);
        Outline(gui, area, inner, color);
    }

    /// <summary>The parts of a line that lie in one area and not in the other.</summary>
    private static void Hatch(
        Gui gui,
        ReadOnlySpan<(double X, double Y)> area,
        ReadOnlySpan<(double X, double Y)> outer,
        ReadOnlySpan<(double X, double Y)> inner,
        (double X, double Y) a,
        (double X, double Y) b,
        ShapeColor color)
    {
        if (!ConvexArea.TryCut(outer, a.X, a.Y, b.X, b.Y, out double from, out double to))
        {
            return;
        }

        if (!ConvexArea.TryCut(inner, a.X, a.Y, b.X, b.Y, out double enter, out double leave))
        {
            (enter, leave) = (to, to);
        }

        Part(gui, area, Between(a, b, from), Between(a, b, Math.Min(enter, to)), gui.Px(1), color);
        Part(gui, area, Between(a, b, Math.Max(leave, from)), Between(a, b, to), gui.Px(1), color);
    }

    private static void Outline(Gui gui, ReadOnlySpan<(double X, double Y)> area, ReadOnlySpan<(double X, double Y)> corners, ShapeColor color)
    {
        for (int i = 0; i < corners.Length; i++)
        {
            Part(gui, area, corners[i], corners[(i + 1) % corners.Length], gui.Px(2), color);
        }
    }

    private static (double X, double Y) Between((double X, double Y) a, (double X, double Y) b, double part) => (a.X + (part * (b.X - a.X)), a.Y + (part * (b.Y - a.Y)));

    /// <summary>What of a line lies where it may be drawn.</summary>
    private static void Part(Gui gui, ReadOnlySpan<(double X, double Y)> area, (double X, double Y) a, (double X, double Y) b, float width, ShapeColor color)
    {
        if (a != b && ConvexArea.TryCut(area, a.X, a.Y, b.X, b.Y, out double from, out double to))
        {
            ((double fromX, double fromY), (double toX, double toY)) = (Between(a, b, from), Between(a, b, to));
            gui.Canvas.Line((float)fromX, (float)fromY, (float)toX, (float)toY, width, color);
        }
    }

    /// <summary>The bounds of the scene; read anew only when the server told other dims or layers.</summary>
    private bool TryScene(out WorldRect scene)
    {
        LoopState state = _parts.State;
        if (state.Dims is { } dims && (!ReferenceEquals(_sceneOf.Dims, dims) || !ReferenceEquals(_sceneOf.Layers, state.View.Layers)))
        {
            _sceneOf = (dims, state.View.Layers);
            _scene = SceneFactsReader.Read(dims, state.View.Layers).Bounds;
        }

        scene = _scene;
        return scene.IsValid;
    }
}
