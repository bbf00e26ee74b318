using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The live scene: its points, where the video would lie, and by how much each landmark is missed.</summary>
/// <remarks>Threads: main thread. Points stand by the view of the picture that is on the screen.</remarks>
internal sealed class WizardScenePane : IWizardPane
{
    /// <summary>The pane's name.</summary>
    public static readonly UiId Id = new("wizard.scene");

    private readonly WizardSession _session;
    private readonly UiParts _parts;
    private readonly WizardPad _pad;
    private ViewTransform _picture;
    private Affine2? _map;
    private double _reach = 14;

    /// <summary>Creates the pane of a calibration.</summary>
    public WizardScenePane(WizardSession session, UiParts parts)
    {
        _session = session;
        _parts = parts;
        _pad = new WizardPad(Id, this);
    }

    /// <summary>Whether the pointer is in it.</summary>
    public bool IsPointed { get; private set; }

    /// <summary>Why nothing can be picked in it now; null while it can.</summary>
    public string? Trouble { get; private set; }

    private CalibrationWizard Wizard => _session.Wizard!;

    /// <summary>The axes that are shown, x last.</summary>
    public static ImmutableArray<int> DisplayedOf(LoopState state) => state.Dims is { Displayed.IsDefaultOrEmpty: false } dims ? dims.Displayed : [];

    /// <summary>From the world to the framebuffer, by the picture that is on the screen; null where there is no plane.</summary>
    public static Affine2? MapOf(LoopState state, in ViewTransform picture)
    {
        bool isPlane = picture.Width > 0 && !state.View.Dims.IsVolume && ShownView.TryGetMatrix(state, out _, out _)
            && (!state.Drawn.Info.HasView || state.Drawn.Info.View.DisplayedCount == 2);
        return isPlane && ShownView.TryGetMatrix(state, out ViewMatrix matrix, out _) && Affine2.TryFrom(matrix, out Affine2 map) ? picture.ToAffine() * map : null;
    }

    /// <summary>Draws points over the scene and takes what happens there.</summary>
    public void Run(Gui gui, in ShapeRect pane, in ViewTransform picture)
    {
        (_picture, _reach, _map) = (picture, gui.Px(14), MapOf(_parts.State, picture));
        IsPointed = gui.Popup.IsNone && gui.IsOver(pane);
        Trouble = _map is null ? "Show a slice: points lie in a plane (Ctrl+Y)."
            : !DisplayedOf(_parts.State).SequenceEqual(_session.Displayed) ? "Other axes are shown than when you began: points lie in the plane of before (Ctrl+T, Ctrl+E)."
            : null;
        _pad.Run(gui, pane);
        gui.PushClip(pane);
        if (Trouble is null)
        {
            WizardMarks.Words(gui, pane, IsWhole(pane) ? "Scene" : "Scene (a part: Home shows all of it)", ShapeColor.Rgb(0xFFFFFF));
            Draw(gui, pane);
        }
        else
        {
            WizardMarks.Words(gui, pane, Trouble, gui.Theme.Warn);
        }

        gui.PopClip();
    }

    /// <inheritdoc/>
    public WizardHandle HandleAt(double x, double y) => WizardMarks.Nearest(Wizard.Draft, PlaceOf, x, y, _reach);

    /// <inheritdoc/>
    public (double X, double Y)? PlaceOf(WizardHandle handle) =>
        Trouble is null && _map is { } map && Wizard.Draft.WorldOf(handle) is { } world ? map.Apply(world.X, world.Y) : null;

    /// <inheritdoc/>
    public void Click(double x, double y)
    {
        if (WorldAt(x, y) is { } world && Wizard.ClickScene(world) is { IsNone: false } picked)
        {
            (_session.Selected, _session.IsSceneSide) = (picked, true);
        }
    }

    /// <inheritdoc/>
    public void Select(WizardHandle handle) => (_session.Selected, _session.IsSceneSide) = (handle, true);

    /// <inheritdoc/>
    public void Move(WizardHandle handle, double x, double y)
    {
        if (WorldAt(x, y) is { } world)
        {
            Select(handle);
            Wizard.Set(handle, world, isDrag: true);
        }
    }

    /// <inheritdoc/>
    public void EndMove() => Wizard.EndDrag();

    /// <inheritdoc/>
    public void Pan(double dx, double dy)
    {
        if (_picture.Width > 0)
        {
            _parts.Intents.Camera.Pan(dx / _picture.ScaleX, dy / _picture.ScaleY);
        }
    }

    /// <summary>A factor that makes the longest residual easy to see: 1, 2 or 5 times a power of ten.</summary>
    public static double Enlargement(double longest, double wanted) => longest <= 0 ? 1 : Math.Clamp(ScaleLength.Round(wanted / longest), 1, 1000);

    private PointWorld? WorldAt(double x, double y)
    {
        if (Trouble is not null || _map is not { } map)
        {
            return null;
        }

        (double u, double v) = map.Inverse().Apply(x, y);
        return new PointWorld(u, v);
    }

    /// <summary>Whether no part of the scene is beside the pane.</summary>
    private bool IsWhole(in ShapeRect pane)
    {
        WorldQuad scene = _session.Scene.Bounds.ToQuad();
        ShapeRect wide = pane.Inset(-(float)_reach);
        foreach (PointWorld corner in scene.ToArray())
        {
            (double x, double y) = _map!.Value.Apply(corner.X, corner.Y);
            if (!wide.Contains(x, y))
            {
                return false;
            }
        }

        return true;
    }

    private void Draw(Gui gui, in ShapeRect pane)
    {
        Affine2 map = _map!.Value;
        WizardDraft draft = Wizard.Draft;
        if (Wizard.Preview is { } calibration)
        {
            WorldQuad quad = calibration.Quad(_session.Reading);
            WizardMarks.Outline(gui, [At(quad.TopLeft), At(quad.TopRight), At(quad.BottomRight), At(quad.BottomLeft)], gui.Theme.Accent);
            Residuals(gui, pane, map, calibration, draft);
        }

        foreach (WizardHandle handle in WizardMarks.HandlesOf(draft))
        {
            if (PlaceOf(handle) is { } at)
            {
                WizardMarks.Point(gui, handle, at, handle == _session.Selected, draft.PixelOf(handle) is null);
            }
        }

        (double X, double Y) At(PointWorld world) => map.Apply(world.X, world.Y);
    }

    private static void Residuals(Gui gui, in ShapeRect pane, in Affine2 map, VideoCalibration calibration, WizardDraft draft)
    {
        if (draft.Method != CalibrationMethod.Landmarks || calibration.Residuals.IsEmpty)
        {
            return;
        }

        double factor = Enlargement(calibration.Residuals.Max(static residual => residual.Distance) * map.MeanScale, gui.Px(48));
        if (calibration.Rms * map.MeanScale * factor < 1)
        {
            return;
        }

        int next = 0;
        for (int i = 0; i < draft.Pairs.Length; i++)
        {
            if (draft.Pairs[i].IsComplete)
            {
                LandmarkResidual residual = calibration.Residuals[next++];
                (double X, double Y) from = map.Apply(residual.Pair.World.X, residual.Pair.World.Y), to = map.Apply(residual.Fitted.X, residual.Fitted.Y);
                WizardMarks.Arrow(gui, from, (from.X + ((to.X - from.X) * factor), from.Y + ((to.Y - from.Y) * factor)), WizardColors.Of(i));
            }
        }

        WizardMarks.Words(gui, pane, factor > 1 ? gui.Scratch.Format($"arrows: where each point comes out, {factor:0} times enlarged") : "arrows: where each point comes out", ShapeColor.Rgb(0xFFFFFF), line: 1);
    }
}
