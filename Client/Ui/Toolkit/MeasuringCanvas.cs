using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Measures as another canvas does and draws nothing: for the passes that only find out what an event hits.</summary>
internal sealed class MeasuringCanvas(IShapeCanvas measure) : IShapeCanvas
{
    /// <inheritdoc/>
    public float Measure(ReadOnlySpan<char> text, TextStyle style) => measure.Measure(text, style);

    /// <inheritdoc/>
    public TextMetrics MetricsOf(TextStyle style) => measure.MetricsOf(style);

    /// <inheritdoc/>
    public void Raise()
    {
    }

    /// <inheritdoc/>
    public void FillBehind(ShapeRect rect, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void Fill(ShapeRect rect, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void FillGradient(ShapeRect rect, ShapeColor left, ShapeColor right)
    {
    }

    /// <inheritdoc/>
    public void FillRound(ShapeRect rect, float radius, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void StrokeRound(ShapeRect rect, float radius, float width, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void Line(float fromX, float fromY, float toX, float toY, float width, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<char> text, float x, float baseline, TextStyle style, ShapeColor color)
    {
    }

    /// <inheritdoc/>
    public void PushClip(ShapeRect rect)
    {
    }

    /// <inheritdoc/>
    public void PopClip()
    {
    }
}
