using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Ui;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>Scale bar, time stamp, colour bar and title of an exported picture, by the picture's own view.</summary>
/// <remarks>Threads: any, one at a time for each canvas; immutable, so that one serves all workers. The same view gives the same shapes.</remarks>
internal sealed class PictureAnnotations
{
    private const float LongestBar = 0.25f;

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
    public ImmutableArray<string> LeftOut(in FrameView view)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        if (_options.ScaleBar && !PictureScale.TryGet(_facts, view, out _, out _, out string why))
        {
            words.Add($"No scale bar: {why}.");
        }

        if (_options.TimeStamp && TimeAxis(view) < 0)
        {
            words.Add("No time stamp: every axis is in the picture.");
        }

        LayerModel[] seen = [.. _facts.Visible];
        if (_options.ColorBar && seen.Length == 0)
        {
            words.Add("No colour bar: no layer is visible.");
        }

        foreach (LayerModel layer in _options.ColorBar ? seen : [])
        {
            if (ColorBar.Of(layer, out string reason) is null)
            {
                words.Add($"No colour bar for '{layer.Name}': {reason}.");
            }
        }

        return words.ToImmutable();
    }

    /// <summary>The time stamp's words; null where there is none.</summary>
    public string? TimeText(in FrameView view) => TimeAxis(view) is >= 0 and var axis ? StepText.Of(_facts.Axes[axis], view.Step[axis]) : null;

    /// <summary>Draws them over a picture that fills the canvas from its top left corner, one picture pixel a canvas pixel.</summary>
    /// <param name="canvas">The canvas, begun.</param>
    /// <param name="view">What the picture shows.</param>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">Its rows.</param>
    public void Draw(IShapeCanvas canvas, in FrameView view, int width, int height)
    {
        if (IsEmpty)
        {
            return;
        }

        var pen = new AnnotationPen(canvas, _options, width, height);
        if (_options.ScaleBar && PictureScale.TryGet(_facts, view, out double perUnit, out string unit, out _))
        {
            Bar(pen, ScaleLength.Of(perUnit, unit, width * LongestBar));
        }

        if (_options.Title.Length > 0)
        {
            Line(pen, _options.TitleCorner, Fitted(pen, _options.Title));
        }

        if (_options.TimeStamp && TimeText(view) is { } time)
        {
            Line(pen, _options.TimeCorner, time);
        }

        if (_options.ColorBar)
        {
            // Names tell them apart; one alone needs none. The lowest layer's comes first.
            ColorBar[] bars = [.. _facts.Visible.Select(static layer => ColorBar.Of(layer, out _)).OfType<ColorBar>()];
            (float left, float right) = (0, 0);
            foreach (ColorBar bar in bars)
            {
                (float low, float high) = bar.Overhang(pen);
                (left, right) = (Math.Max(left, low), Math.Max(right, high));
            }

            foreach (ColorBar bar in bars)
            {
                bar.TryDraw(pen, _options.ColorBarCorner, bars.Length > 1, left, right);
            }
        }
    }

    private static void Line(AnnotationPen pen, AnnotationCorner corner, string text)
    {
        if (pen.TryPlace(corner, pen.Measure(text), pen.Metrics.CapHeight, out ShapeRect place))
        {
            pen.Write(text, place.X, place.Y);
        }
    }

    private static string Fitted(AnnotationPen pen, string text)
    {
        string line = string.Concat(text.Where(static letter => !char.IsControl(letter)));
        for (int length = line.Length; pen.Measure(line) > pen.Room.Width && length > 1; length--)
        {
            line = string.Concat(line.AsSpan(0, length - 1).TrimEnd(), "…");
        }

        return line;
    }

    /// <summary>The axis whose step is the picture's time: of time if there is one, else the one that the caller named, else the first that is not in the picture.</summary>
    private int TimeAxis(in FrameView view)
    {
        int found = -1;
        for (int axis = 0; axis < Math.Min(view.AxisCount, _facts.Axes.Length); axis++)
        {
            if (view.Displayed.Contains((byte)axis))
            {
                continue;
            }

            if (StepText.IsTime(_facts.Axes[axis]))
            {
                return axis;
            }

            found = found < 0 || axis == _options.TimeAxis ? axis : found;
        }

        return found;
    }

    private void Bar(AnnotationPen pen, in ScaleLength scale)
    {
        string text = scale.ToString();
        float length = (float)scale.Pixels, thick = MathF.Max(2, MathF.Round(pen.Em * 0.28f)), gap = MathF.Round(pen.Em * 0.4f), words = pen.Measure(text);
        if (scale.Length == 0 || length < pen.Em || !pen.TryPlace(_options.ScaleBarCorner, Math.Max(length, words), pen.Metrics.CapHeight + gap + thick, out ShapeRect place))
        {
            return;
        }

        // Its ends on whole pixels, so that the bar is as long as it says to within one.
        float left = MathF.Round(place.CenterX - (length / 2));
        pen.Write(text, place.CenterX - (words / 2), place.Y);
        pen.Fill(new ShapeRect(left, MathF.Round(place.Bottom - thick), MathF.Round(length), thick));
    }
}
