using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>How the window is divided while a video is calibrated: the panel, the video's frame, the scene.</summary>
/// <param name="Panel">What is picked and what comes of it, at the left.</param>
/// <param name="Frame">The video's frame.</param>
/// <param name="FrameBar">Below it: which frame.</param>
/// <param name="Scene">The live scene.</param>
/// <param name="Dims">Below it: its axes.</param>
/// <param name="Status">The status line.</param>
internal readonly record struct WizardLayout(ShapeRect Panel, ShapeRect Frame, ShapeRect FrameBar, ShapeRect Scene, ShapeRect Dims, ShapeRect Status)
{
    /// <summary>The line between both pictures.</summary>
    public ShapeRect Gap => Frame.Right < Scene.X
        ? new ShapeRect(Frame.Right, Frame.Y, Scene.X - Frame.Right, FrameBar.Bottom - Frame.Y)
        : new ShapeRect(Frame.X, FrameBar.Bottom, Frame.Width, Scene.Y - FrameBar.Bottom);


    private const float WidestPanel = 372;
    private const float NarrowestPanel = 232;
    private const float Bar = 34;

    /// <summary>Divides a window.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="scale">Pixels a point.</param>
    /// <param name="plain">How it is divided otherwise, with its panels shown.</param>
    public static WizardLayout Divide(int width, int height, float scale, in UiLayout plain)
    {
        var window = new ShapeRect(0, 0, width, height);
        ShapeRect status = window.CutBottom(plain.Status.Height, out ShapeRect rest);
        float panelWidth = MathF.Round(Math.Clamp(width * 0.29f, NarrowestPanel * scale, WidestPanel * scale));
        ShapeRect panel = rest.CutLeft(panelWidth, out rest);
        float line = MathF.Max(1, MathF.Round(2 * scale));
        float bar = MathF.Round(Bar * scale);
        float dims = Math.Min(plain.Dims.Height, MathF.Floor(rest.Height / 3));

        // Side by side where there is room for it, else one above the other.
        bool isWide = rest.Width >= rest.Height * 1.15f;
        ShapeRect frame, frameBar, scene;
        if (isWide)
        {
            frame = rest.CutLeft(MathF.Round((rest.Width - line) / 2), out scene);
            scene.CutLeft(line, out scene);
            frameBar = frame.CutBottom(Math.Max(bar, dims), out frame);
            ShapeRect below = scene.CutBottom(Math.Max(bar, dims), out scene);
            return new WizardLayout(panel, frame, frameBar, scene, below, status);
        }

        frame = rest.CutTop(MathF.Round((rest.Height - line - dims + bar) / 2), out scene);
        scene.CutTop(line, out scene);
        frameBar = frame.CutBottom(bar, out frame);
        ShapeRect axes = scene.CutBottom(dims, out scene);
        return new WizardLayout(panel, frame, frameBar, scene, axes, status);
    }

    /// <summary>A rectangle as the renderer counts.</summary>
    public static PictureArea AreaOf(in ShapeRect rect) => new((int)rect.X, (int)rect.Y, (int)rect.Width, (int)rect.Height);
}
