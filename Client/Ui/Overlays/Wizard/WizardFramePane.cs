using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The video's frame: its points, a loupe at the pointer, zoom with the wheel.</summary>
/// <remarks>Threads: main thread. Knows no GL: the frame itself is drawn below by <see cref="ToFramebuffer"/> and <see cref="Loupe"/>.</remarks>
internal sealed class WizardFramePane : IWizardPane
{
    /// <summary>The pane's name.</summary>
    public static readonly UiId Id = new("wizard.frame");

    private const double ZoomStep = 1.15;
    private const int LoupePoints = 128;
    private const int LoupeScale = 9;

    private readonly WizardSession _session;
    private readonly WizardPad _pad;
    private ShapeRect _pane;
    private double _reach = 14;

    /// <summary>Creates the pane of a calibration.</summary>
    public WizardFramePane(WizardSession session)
    {
        _session = session;
        _pad = new WizardPad(Id, this);
    }

    /// <summary>From pixels of the frame to pixels of the framebuffer.</summary>
    public Affine2 ToFramebuffer => _session.Zoom.ToFramebuffer(_pane, Size);

    /// <summary>The magnified part, and where it is; null for none.</summary>
    public (Affine2 ToFramebuffer, ShapeRect Place)? Loupe { get; private set; }

    /// <summary>Whether the pointer is in it.</summary>
    public bool IsPointed { get; private set; }

    private SizePx Size => _session.Frames.Size;

    private CalibrationWizard Wizard => _session.Wizard!;

    /// <summary>Draws points over the frame and takes what happens there.</summary>
    public void Run(Gui gui, in ShapeRect pane)
    {
        (_pane, _reach) = (pane, gui.Px(14));
        IsPointed = gui.Popup.IsNone && gui.IsOver(pane);
        double wheel = gui.TakeScroll(pane);
        if (wheel != 0)
        {
            _session.Zoom.ZoomAt(gui.PointerX, gui.PointerY, Math.Pow(ZoomStep, wheel), pane, Size);
        }

        _pad.Run(gui, pane);
        gui.Shield(pane);
        PlaceLoupe(gui);
        gui.PushClip(pane);
        Draw(gui);
        gui.PopClip();
    }

    /// <summary>A key while the pointer is here. True when it meant something.</summary>
    public bool Press(Key key)
    {
        int step = key switch
        {
            Key.Right or Key.Up => 1,
            Key.Left or Key.Down => -1,
            Key.PageUp => 10,
            Key.PageDown => -10,
            _ => 0,
        };
        if (step != 0)
        {
            _session.Frames.Want(Math.Max(0, _session.Frames.Wanted + step));
            return true;
        }

        switch (key)
        {
            case Key.Home:
                _session.Zoom.Reset();
                return true;
            case Key.Equal or Key.KeypadAdd:
                _session.Zoom.ZoomAt(_pane.CenterX, _pane.CenterY, ZoomStep, _pane, Size);
                return true;
            case Key.Minus or Key.KeypadSubtract:
                _session.Zoom.ZoomAt(_pane.CenterX, _pane.CenterY, 1 / ZoomStep, _pane, Size);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public WizardHandle HandleAt(double x, double y) => WizardMarks.Nearest(Wizard.Draft, PlaceOf, x, y, _reach);

    /// <inheritdoc/>
    public (double X, double Y)? PlaceOf(WizardHandle handle) => Wizard.Draft.PixelOf(handle) is { } pixel ? ToFramebuffer.Apply(pixel.X, pixel.Y) : null;

    /// <inheritdoc/>
    public void Click(double x, double y)
    {
        WizardHandle picked = Wizard.ClickFrame(PixelAt(x, y));
        (_session.Selected, _session.IsSceneSide) = picked.IsNone ? (_session.Selected, _session.IsSceneSide) : (picked, false);
    }

    /// <inheritdoc/>
    public void Select(WizardHandle handle) => (_session.Selected, _session.IsSceneSide) = (handle, false);

    /// <inheritdoc/>
    public void Move(WizardHandle handle, double x, double y)
    {
        PointPx pixel = PixelAt(x, y);
        Select(handle);
        Wizard.Set(handle, new PointPx(Math.Clamp(pixel.X, 0, Size.Width), Math.Clamp(pixel.Y, 0, Size.Height)), isDrag: true);
    }

    /// <inheritdoc/>
    public void EndMove() => Wizard.EndDrag();

    /// <inheritdoc/>
    public void Pan(double dx, double dy) => _session.Zoom.Pan(dx, dy, _pane, Size);

    /// <summary>The place of the frame at a place of the framebuffer.</summary>
    private PointPx PixelAt(double x, double y)
    {
        (double u, double v) = ToFramebuffer.Inverse().Apply(x, y);
        return new PointPx(u, v);
    }

    private void PlaceLoupe(Gui gui)
    {
        Loupe = null;
        (double x, double y) = PlaceOf(_pad.Held) ?? (gui.PointerX, gui.PointerY);
        PointPx pixel = PixelAt(x, y);
        double scale = gui.Px(LoupeScale);
        bool isUseful = ToFramebuffer.ScaleX < scale * 0.7 && FrameBounds.Outside(pixel, Size) is null;
        float side = Math.Min(gui.Px(LoupePoints), _pane.Width * 0.4f);
        if (!isUseful || !(IsPointed || !_pad.Held.IsNone) || side < gui.Px(48))
        {
            return;
        }

        // In the corner that the pointer is farthest from, so that nothing that is aimed at lies below it.
        float pad = gui.Px(8);
        var place = new ShapeRect(
            MathF.Round(x < _pane.CenterX ? _pane.Right - side - pad : _pane.X + pad), MathF.Round(y < _pane.CenterY ? _pane.Bottom - side - pad - gui.Px(20) : _pane.Y + pad), MathF.Round(side), MathF.Round(side));
        Loupe = (Affine2.Translate(place.CenterX, place.CenterY) * Affine2.Scale(scale) * Affine2.Translate(-pixel.X, -pixel.Y), place);
    }

    private void Draw(Gui gui)
    {
        WizardDraft draft = Wizard.Draft;
        if (_session.Reading.Crop is { } crop)
        {
            WizardMarks.Outline(gui, [At(crop.X, crop.Y), At(crop.X + crop.Width, crop.Y), At(crop.X + crop.Width, crop.Y + crop.Height), At(crop.X, crop.Y + crop.Height)], gui.Theme.Warn);
        }

        if (draft is { Method: CalibrationMethod.ScaleBar, BarFrom: { } from, BarTo: { } to })
        {
            WizardMarks.Line(gui, At(from.X, from.Y), At(to.X, to.Y), WizardColors.Bar);
        }

        foreach (WizardHandle handle in WizardMarks.HandlesOf(draft))
        {
            if (PlaceOf(handle) is { } at)
            {
                bool isHalf = handle.Part is WizardPart.Landmark or WizardPart.Anchor && draft.WorldOf(handle) is null;
                WizardMarks.Point(gui, handle, at, handle == _session.Selected, isHalf);
            }
        }

        Caption(gui);
        DrawLoupe(gui);
        if (_session.FrameTrouble is { } trouble)
        {
            WizardMarks.Words(gui, _pane, trouble, gui.Theme.Bad, isBelow: true);
        }
    }

    private void Caption(Gui gui)
    {
        if (Loupe is not { } loupe || loupe.Place.X > _pane.CenterX || loupe.Place.Y > _pane.CenterY)
        {
            WizardMarks.Words(gui, _pane, "Video", ShapeColor.Rgb(0xFFFFFF));
        }

        if (_session.FrameTrouble is null && (Loupe is not { } low || low.Place.X > _pane.CenterX || low.Place.Y < _pane.CenterY))
        {
            WizardMarks.Words(gui, _pane, "wheel: zoom   drag: move   arrows: frames", ShapeColor.Rgb(0xC8CED4), isBelow: true);
        }
    }

    private void DrawLoupe(Gui gui)
    {
        if (Loupe is not { } loupe)
        {
            return;
        }

        (Affine2 map, ShapeRect place) = loupe;
        (double u, double v) = map.Inverse().Apply(place.CenterX, place.CenterY);
        gui.Canvas.StrokeRound(place.Inset(-gui.Px(2)), gui.Px(3), gui.Px(2), gui.Theme.Accent);
        float gap = gui.Px(5);
        ShapeColor ink = new(255, 255, 255, 210);
        gui.Canvas.Line(place.X, place.CenterY, place.CenterX - gap, place.CenterY, 1, ink);
        gui.Canvas.Line(place.CenterX + gap, place.CenterY, place.Right, place.CenterY, 1, ink);
        gui.Canvas.Line(place.CenterX, place.Y, place.CenterX, place.CenterY - gap, 1, ink);
        gui.Canvas.Line(place.CenterX, place.CenterY + gap, place.CenterX, place.Bottom, 1, ink);
        gui.Canvas.FillRound(new ShapeRect(place.CenterX - gui.Px(1.5f), place.CenterY - gui.Px(1.5f), gui.Px(3), gui.Px(3)), gui.Px(1.5f), gui.Theme.Accent);
        var line = new ShapeRect(place.X - gui.Px(2), place.Bottom + gui.Px(2), place.Width + gui.Px(4), gui.Px(18));
        gui.Canvas.FillRound(line, gui.Px(3), gui.Theme.Overlay);
        gui.Label(line, gui.Scratch.Format($"{u:0.0}, {v:0.0}"), ShapeColor.Rgb(0xFFFFFF), UiAlign.Center, gui.Small);
    }

    private (double X, double Y) At(double x, double y) => ToFramebuffer.Apply(x, y);
}
