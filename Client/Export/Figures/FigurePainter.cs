using System;
using System.Collections.Immutable;
using Fathom.Client.Export.Painting;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Drawing;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>Puts overlays and annotations on stills of one size. What has neither is copied, so that it takes no graphics at all.</summary>
/// <remarks>Threads: the one that opened it. Ownership: of the painter and its files.</remarks>
internal sealed class FigurePainter : IDisposable
{
    private readonly ExportPainter? _painter;

    private FigurePainter(ExportPainter? painter) => _painter = painter;

    /// <summary>Opens what has to be opened; throws what the user is told when something is missing.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="annotations">What is written.</param>
    /// <param name="overlays">What lies over them; null for nothing.</param>
    /// <param name="timeAxis">The axis by which overlays find their frame; −1 for none.</param>
    public static FigurePainter Open(int width, int height, PictureAnnotations annotations, OverlayPlacement? overlays, int timeAxis)
    {
        bool isPlain = annotations.IsEmpty && (overlays is null || overlays.Overlays.IsEmpty);
        return new FigurePainter(isPlain ? null : ExportPainter.Open(new PaintPlan(width, height)
        {
            Annotations = annotations.IsEmpty ? null : annotations,
            Overlays = overlays,
            TimeAxis = timeAxis,
        }));
    }

    /// <summary>Paints one picture.</summary>
    public CapturedImage Paint(RemotePicture picture, ImmutableArray<int> step)
    {
        var rgba = new byte[picture.Width * picture.Height * 4];
        if (_painter is null)
        {
            ReadOnlySpan<byte> rgb = picture.Rgb;
            for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
            {
                rgb.Slice(from, 3).CopyTo(rgba.AsSpan(to));
                rgba[to + 3] = byte.MaxValue;
            }
        }
        else
        {
            _painter.Paint(picture, step, rgba);
        }

        return new CapturedImage(picture.Width, picture.Height, rgba);
    }

    /// <inheritdoc/>
    public void Dispose() => _painter?.Dispose();
}
