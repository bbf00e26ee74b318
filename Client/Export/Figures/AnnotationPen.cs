using System;
using System.Collections.Generic;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>Draws ink with an outline in the other colour, so that it can be read on dark and on light, and finds room in the corners of a picture.</summary>
/// <remarks>Used for one picture.</remarks>
internal sealed class AnnotationPen
{
    private static readonly ShapeColor s_white = ShapeColor.Rgb(0xFFFFFF);
    private static readonly ShapeColor s_black = ShapeColor.Rgb(0x000000);

    private readonly IShapeCanvas _canvas;
    private readonly List<ShapeRect> _taken = [];
    private readonly ShapeRect _room;

    /// <summary>Begins a picture.</summary>
    public AnnotationPen(IShapeCanvas canvas, AnnotationOptions options, int width, int height)
    {
        _canvas = canvas;
        Em = options.TextPixels;
        (Ink, Edge) = options.DarkInk ? (s_black, s_white) : (s_white, s_black);
        Text = new TextStyle(Em);
        Metrics = canvas.MetricsOf(Text);
        _room = new ShapeRect(0, 0, width, height).Inset(Em);
    }

    /// <summary>The size of the text.</summary>
    public int Em { get; }

    /// <summary>What is written with.</summary>
    public ShapeColor Ink { get; }

    /// <summary>What surrounds it.</summary>
    public ShapeColor Edge { get; }

    /// <summary>How text is set.</summary>
    public TextStyle Text { get; }

    /// <summary>How high it is.</summary>
    public TextMetrics Metrics { get; }

    /// <summary>How wide the outline is.</summary>
    public int EdgeWidth => Math.Max(1, (int)Math.Round(Em / 12.0));

    /// <summary>The room inside the margins.</summary>
    public ShapeRect Room => _room;

    /// <summary>How wide a text is.</summary>
    public float Measure(string text) => _canvas.Measure(text, Text);

    /// <summary>A place in a corner, beyond what stands there already; false where there is no room left.</summary>
    public bool TryPlace(AnnotationCorner corner, float width, float height, out ShapeRect place)
    {
        bool isLeft = corner is AnnotationCorner.TopLeft or AnnotationCorner.BottomLeft, isTop = corner is AnnotationCorner.TopLeft or AnnotationCorner.TopRight;
        place = new ShapeRect(isLeft ? _room.X : _room.Right - width, isTop ? _room.Y : _room.Bottom - height, width, height);
        for (int i = 0; i < _taken.Count; i++)
        {
            if (!place.Inset(-Em / 2f).Intersect(_taken[i]).IsEmpty)
            {
                place = place with { Y = isTop ? _taken[i].Bottom + (Em / 2f) : _taken[i].Y - (Em / 2f) - height };
                i = -1;
            }
        }

        if (place.X < _room.X - 0.5f || place.Right > _room.Right + 0.5f || place.Y < _room.Y - 0.5f || place.Bottom > _room.Bottom + 0.5f)
        {
            return false;
        }

        _taken.Add(place);
        return true;
    }

    /// <summary>A line of text whose capitals stand in a place from its top; centred where it is narrower.</summary>
    public void Write(string text, float x, float capTop)
    {
        float baseline = capTop + Metrics.CapHeight;
        int ring = EdgeWidth;
        int steps = ring == 1 ? 8 : 16;
        for (int i = 0; i < steps; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / steps);
            _canvas.Text(text, x + (int)Math.Round(cos * ring), baseline + (int)Math.Round(sin * ring), Text, Edge);
        }

        _canvas.Text(text, x, baseline, Text, Ink);
    }

    /// <summary>A filled rectangle in the ink, with the outline around it.</summary>
    public void Fill(ShapeRect rect)
    {
        _canvas.Fill(rect.Inset(-EdgeWidth), Edge);
        _canvas.Fill(rect, Ink);
    }

    /// <summary>An outline, ink with the other colour around it.</summary>
    public void Frame(ShapeRect rect)
    {
        _canvas.Fill(rect.Inset(-2 * EdgeWidth), Edge);
        _canvas.Fill(rect.Inset(-EdgeWidth), Ink);
    }

    /// <summary>A plain rectangle.</summary>
    public void Plain(ShapeRect rect, ShapeColor color) => _canvas.Fill(rect, color);
}
