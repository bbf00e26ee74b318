using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Client.Export.Remote;
using Fathom.Client.Export.Work;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Export.Painting;

/// <summary>Puts overlays and annotations on a picture of the server, in the order of the draw list: the stream, overlays from the lowest on, annotations.</summary>
/// <remarks>Threads: the one that opened it, since its GL context is that one's. Ownership: of its context and its readers.</remarks>
internal sealed class ExportPainter : IFramePainter
{
    /// <summary>Rows at which dots and trails have the size that they have in a window.</summary>
    private const float UsualRows = 720;

    /// <summary>Frames go by once: a few are kept for those that are shown several times.</summary>
    private const int KeptFrames = 4;

    private readonly OffscreenComposer _composer;
    private readonly OverlayScene? _overlays;

    private ExportPainter(PaintPlan plan)
    {
        Plan = plan;
        _composer = OffscreenComposer.Open(plan.Width, plan.Height);
        bool isOpen = false;
        try
        {
            _overlays = plan.Overlays is { Overlays.IsEmpty: false } placed ? OverlayScene.Open(placed.Overlays, _composer.Quads, _composer.Canvas, OpenVideo) : null;
            isOpen = true;
        }
        finally
        {
            if (!isOpen)
            {
                _composer.Dispose();
            }
        }
    }

    /// <summary>What it paints.</summary>
    public PaintPlan Plan { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Id, int Frame, string Why)> Missing => _overlays?.Missing ?? [];

    /// <summary>Opens a context in memory and the files of the overlays; throws what the user is told when one of them is missing.</summary>
    public static ExportPainter Open(PaintPlan plan) => new(plan);

    /// <inheritdoc/>
    public void Paint(RemotePicture picture, ImmutableArray<int> step, Span<byte> rgba)
    {
        _composer.Begin(picture.Rgb, picture.Width, picture.Height);
        FrameView view = picture.View;
        if (_overlays is not null)
        {
            _overlays.Draw(MapOf(view), Plan.TimeAxis >= 0 ? step[Plan.TimeAxis] : 0, new PictureArea(0, 0, picture.Width, picture.Height), Math.Max(0.5f, picture.Height / UsualRows));
        }

        if (Plan.Annotations is { } annotations)
        {
            _composer.Canvas.Begin();
            annotations.Draw(_composer.Canvas, view, picture.Width, picture.Height);
            _composer.Canvas.End();
        }

        _composer.Read(rgba);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _overlays?.Dispose();
        _composer.Dispose();
    }

    /// <summary>The way from the world to the pixels of this very picture.</summary>
    private static Affine2 MapOf(in FrameView view) => Affine2.TryFrom(view.WorldToPixel, out Affine2 map) ? map : throw new FathomException(
        ExitCode.Rejected, "Cannot lay overlays over a picture.", "The server says of its picture that it shows no plane.", "Leave the overlays out, or show a slice (2-D).");

    private static OverlayVideoReader OpenVideo(VideoOverlaySpec spec) =>
        OverlayVideoReader.Open(spec.Path, OverlayPlacement.Options(spec, AlignedVideo.ReadingOf(spec)) with { CacheFrames = KeptFrames });
}
