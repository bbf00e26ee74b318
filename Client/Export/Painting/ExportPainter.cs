using System;
using System.Collections.Immutable;
using Fathom.Client.Export.Remote;
using Fathom.Client.Export.Work;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Export.Painting;

/// <summary>Puts overlays and annotations on a picture of the server, in the order of the draw list: the stream, overlays from the lowest on, annotations.</summary>
/// <remarks>Threads: the one that opened it, since its GL context is that one's. Ownership: of its context and its readers.</remarks>
internal sealed class ExportPainter : IFramePainter
{
    private readonly OffscreenComposer _composer;

    private ExportPainter(PaintPlan plan)
    {
        Plan = plan;
        _composer = OffscreenComposer.Open(plan.Width, plan.Height);
    }

    /// <summary>What it paints.</summary>
    public PaintPlan Plan { get; }

    /// <summary>Opens a context in memory and the files of the overlays; throws what the user is told when one of them is missing.</summary>
    public static ExportPainter Open(PaintPlan plan) => new(plan);

    /// <inheritdoc/>
    public void Paint(RemotePicture picture, ImmutableArray<int> step, Span<byte> rgba)
    {
        _composer.Begin(picture.Rgb, picture.Width, picture.Height);
        FrameView view = picture.View;
        if (Plan.Annotations is { } annotations)
        {
            _composer.Canvas.Begin();
            annotations.Draw(_composer.Canvas, view, picture.Width, picture.Height);
            _composer.Canvas.End();
        }

        _composer.Read(rgba);
    }

    /// <inheritdoc/>
    public void Dispose() => _composer.Dispose();
}
