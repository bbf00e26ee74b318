using System;
using System.Collections.Generic;
using Fathom.Render;

namespace Fathom.Client.Tests.Ui;

/// <summary>A canvas without GL: every sign is half its size wide, and what is drawn is written down.</summary>
internal sealed class FakeCanvas : IShapeCanvas
{
    public List<string> Texts { get; } = [];

    public int Shapes { get; private set; }

    public List<ShapeColor> Rounds { get; } = [];

    public int OpenClips { get; private set; }

    public float Measure(ReadOnlySpan<char> text, TextStyle style) => text.Length * style.Size / 2f;

    public TextMetrics MetricsOf(TextStyle style) => new(style.Size, style.Size / 4, style.Size * 3 / 4);

    public void Raise()
    {
    }

    public void FillBehind(ShapeRect rect, ShapeColor color) => Shapes++;

    public void Fill(ShapeRect rect, ShapeColor color) => Shapes++;

    public void FillGradient(ShapeRect rect, ShapeColor left, ShapeColor right) => Shapes++;

    public void FillRound(ShapeRect rect, float radius, ShapeColor color)
    {
        Shapes++;
        Rounds.Add(color);
    }

    public void StrokeRound(ShapeRect rect, float radius, float width, ShapeColor color) => Shapes++;

    public void Line(float fromX, float fromY, float toX, float toY, float width, ShapeColor color) => Shapes++;

    public void Text(ReadOnlySpan<char> text, float x, float baseline, TextStyle style, ShapeColor color) => Texts.Add(text.ToString());

    public void PushClip(ShapeRect rect) => OpenClips++;

    public void PopClip() => OpenClips--;
}
