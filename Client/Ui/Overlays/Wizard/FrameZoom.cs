using System;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Which part of a frame is seen in its pane, and how large.</summary>
/// <remarks>Threads: main thread. The middle and the magnification stay when the pane changes its size.</remarks>
internal sealed class FrameZoom
{
    /// <summary>Framebuffer pixels that a pixel of the frame takes at most.</summary>
    public const double Largest = 48;

    private double _centerX = double.NaN;
    private double _centerY;
    private double _magnification = 1;

    /// <summary>Whether all of the frame is seen.</summary>
    public bool IsWhole => _magnification <= 1;

    /// <summary>Shows all of the frame.</summary>
    public void Reset() => (_centerX, _magnification) = (double.NaN, 1);

    /// <summary>From pixels of the frame to pixels of the framebuffer.</summary>
    public Affine2 ToFramebuffer(in ShapeRect pane, SizePx frame)
    {
        double scale = Fit(pane, frame) * _magnification;
        (double x, double y) = double.IsNaN(_centerX) ? (frame.Width / 2.0, frame.Height / 2.0) : (_centerX, _centerY);
        return Affine2.Translate(pane.CenterX, pane.CenterY) * Affine2.Scale(scale) * Affine2.Translate(-x, -y);
    }

    /// <summary>Makes it larger or smaller about a place of the framebuffer, which stays.</summary>
    public void ZoomAt(double x, double y, double factor, in ShapeRect pane, SizePx frame)
    {
        Affine2 before = ToFramebuffer(pane, frame);
        (double u, double v) = before.Inverse().Apply(x, y);
        _magnification = Math.Clamp(_magnification * factor, 1, Math.Max(1, Largest / Fit(pane, frame)));
        if (_magnification <= 1)
        {
            Reset();
            return;
        }

        double scale = Fit(pane, frame) * _magnification;
        Put(u - ((x - pane.CenterX) / scale), v - ((y - pane.CenterY) / scale), frame);
    }

    /// <summary>Moves it by pixels of the framebuffer.</summary>
    public void Pan(double dx, double dy, in ShapeRect pane, SizePx frame)
    {
        if (IsWhole)
        {
            return;
        }

        double scale = Fit(pane, frame) * _magnification;
        Put(_centerX - (dx / scale), _centerY - (dy / scale), frame);
    }

    private void Put(double x, double y, SizePx frame) => (_centerX, _centerY) = (Math.Clamp(x, 0, frame.Width), Math.Clamp(y, 0, frame.Height));

    private static double Fit(in ShapeRect pane, SizePx frame) =>
        Math.Max(1e-6, Math.Min(pane.Width / frame.Width, pane.Height / frame.Height));
}
