using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Hosting;

/// <summary>Lays overlays over a picture that the server drew for us alone: its own view says where they go.</summary>
internal static class ExactOverlays
{
    /// <summary>The picture with the overlays, and how they stand in it. Throws when one of them cannot be placed: a picture without it would be another one.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="specs">The overlays, the lowest first.</param>
    /// <param name="state">What the server told of its scene.</param>
    public static (CapturedImage Image, ImmutableArray<OverlayReport> Reports) Over(ExactPicture picture, ImmutableArray<OverlaySpec> specs, LoopState state)
    {
        FrameView view = picture.View;
        NotifyDims dims = DimsOf(view, state.Dims!);
        SceneFacts scene = SceneFactsReader.Read(dims, state.View.Layers) with { DisplayedAxes = view.DisplayedCount };
        OverlayPlacement placement = OverlayPlacement.Of(specs, scene);
        if (!Affine2.TryFrom(view.WorldToPixel, out Affine2 map))
        {
            throw new FathomException(ExitCode.Rejected, "Cannot lay overlays over the picture.", "It does not say where it lies in the world.", "Take it without --overlay.");
        }

        int frame = OverlayPlacement.SceneFrameOf(dims, state.View.Layers, view.Step);
        CapturedImage image = picture.Image;
        using var composer = OffscreenComposer.Open(image.Width, image.Height);
        composer.Begin(Rgb(image), image.Width, image.Height);
        using OverlayScene overlays = OverlayScene.Open(placement.Overlays, composer.Quads, composer.Canvas);
        overlays.Draw(map, frame, new PictureArea(0, 0, image.Width, image.Height));
        var rgba = new byte[image.Width * image.Height * 4];
        composer.Read(rgba);
        return (new CapturedImage(image.Width, image.Height, rgba), [.. placement.Overlays.Select(placed => Report(placed, frame, overlays.Missing))]);
    }

    /// <summary>The server's dims as the picture shows them: it may show other axes than the server does.</summary>
    private static NotifyDims DimsOf(in FrameView view, NotifyDims told) => new(
        told.Envelope, [.. view.Step], told.Levels, told.CurrentLevel, told.LevelShapes, NotifyDims.PlaneMode, 2)
    {
        AxisLabels = told.AxisLabels,
        Labels = told.Labels,
        Order = told.Order,
        Displayed = [.. view.Displayed.ToArray().Select(static axis => (int)axis)],
    };

    private static OverlayReport Report(PlacedOverlay placed, int sceneFrame, List<(string Id, int Frame, string Why)> missing)
    {
        int frame = placed is PlacedVideo video ? video.FrameAt(sceneFrame) : sceneFrame;
        string[] lost = [.. missing.Where(lost => lost.Id == placed.Spec.Id).Select(static lost => $"Frame {lost.Frame} cannot be decoded. {lost.Why}")];
        bool isCalibrated = placed is PlacedVideo { Video.Calibration.IsCalibrated: true } or PlacedTracks { IsCalibrated: true };
        bool isShown = placed.Spec.Visible && lost.Length == 0;
        return new OverlayReport(placed.Spec, OverlayPhase.Ready, isShown ? frame : OverlayItem.None, frame, lost.Length, isCalibrated, false, [.. placed.Warnings, .. lost], null);
    }

    private static byte[] Rgb(CapturedImage image)
    {
        var rgb = new byte[image.Width * image.Height * 3];
        for (int pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            image.Rgba.AsSpan(pixel * 4, 3).CopyTo(rgb.AsSpan(pixel * 3));
        }

        return rgb;
    }
}
