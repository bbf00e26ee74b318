using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Draws placed overlays into pictures that are made one by one: every frame is decoded before it is drawn, so that none is ever late.</summary>
/// <remarks>Threads: that of the painter's context. Ownership: of its readers and textures; painter and canvas stay the caller's.</remarks>
internal sealed class OverlayScene : IDisposable
{
    private readonly List<Entry> _entries = [];
    private readonly ShapeCanvas _canvas;

    private OverlayScene(ShapeCanvas canvas)
    {
        _canvas = canvas;
    }

    /// <summary>Frames that belonged into a picture and could not be decoded: the overlay, the frame, and why.</summary>
    public List<(string Id, int Frame, string Why)> Missing { get; } = [];

    /// <summary>Opens the files; throws what the user is told about the first that cannot be opened.</summary>
    /// <param name="overlays">What is drawn, the lowest first.</param>
    /// <param name="painter">Draws videos.</param>
    /// <param name="canvas">Draws tracks; nobody else may be between its begin and its end during a draw.</param>
    /// <param name="open">Opens a video; null for the usual way.</param>
    public static OverlayScene Open(ImmutableArray<PlacedOverlay> overlays, QuadPainter painter, ShapeCanvas canvas, Func<VideoOverlaySpec, OverlayVideoReader>? open = null)
    {
        var scene = new OverlayScene(canvas);
        OverlayScene? failed = scene;
        try
        {
            foreach (PlacedOverlay overlay in DrawingOrder.Of(overlays.Where(static overlay => overlay.Spec.Visible), static overlay => overlay.Spec))
            {
                scene._entries.Add(overlay switch
                {
                    PlacedVideo placed => Of(placed, painter, (open ?? OverlayPlacement.Open)(placed.Video.Spec)),
                    PlacedTracks placed => new Entry(null, null, new TracksLayer(placed), null),
                    _ => throw new InvalidOperationException($"Nobody draws a {overlay.GetType().Name}."),
                });
            }

            failed = null;
            return scene;
        }
        finally
        {
            failed?.Dispose();
        }
    }

    /// <summary>Draws all of them.</summary>
    /// <param name="worldToFramebuffer">Where the world is.</param>
    /// <param name="sceneFrame">The step of the scene's time axis.</param>
    /// <param name="clip">The picture's part of the framebuffer.</param>
    /// <param name="scale">Pixels a point, for tracks.</param>
    /// <param name="cancel">Ends it between two frames.</param>
    public void Draw(in Affine2 worldToFramebuffer, int sceneFrame, in PictureArea clip, float scale = 1, CancellationToken cancel = default)
    {
        foreach (Entry entry in _entries)
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.Tracks is { } tracks)
            {
                _canvas.Begin();
                tracks.Draw(_canvas, worldToFramebuffer, entry.Tracks.FollowsTime ? sceneFrame : 0, clip, scale);
                _canvas.End();
                continue;
            }

            VideoLayer layer = entry.Layer!;
            int frame = entry.Placed!.FrameAt(sceneFrame);
            if (frame == TimeIndex.None)
            {
                continue;
            }

            if (layer.Decode(frame, cancel))
            {
                layer.Draw(worldToFramebuffer, clip);
            }
            else
            {
                cancel.ThrowIfCancellationRequested();
                Missing.Add((layer.Spec.Id, frame, layer.Reader.WhyNot(frame)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Entry entry in _entries)
        {
            entry.Layer?.Dispose();
            entry.Reader?.Dispose();
        }

        _entries.Clear();
    }

    private static Entry Of(PlacedVideo placed, QuadPainter painter, OverlayVideoReader reader) => new(placed, new VideoLayer(painter, placed.Video, reader), null, reader);

    private readonly record struct Entry(PlacedVideo? Placed, VideoLayer? Layer, TracksLayer? Tracks, OverlayVideoReader? Reader);
}
