using System;

namespace Fathom.Render;

/// <summary>Flat shapes and text, drawn in the order of the calls. Positions are framebuffer pixels from the top left; edges snap to whole pixels.</summary>
/// <remarks>Threads: the thread of the window's context.</remarks>
public interface IShapeCanvas
{
    /// <summary>How wide a text is, in pixels.</summary>
    float Measure(ReadOnlySpan<char> text, TextStyle style);

    /// <summary>How high a style is.</summary>
    TextMetrics MetricsOf(TextStyle style);

    /// <summary>Begins a layer above all that was drawn so far. Worth it for what covers much, as a dialog does: its surfaces need not be blended then.</summary>
    void Raise();

    /// <summary>A filled rectangle below all other shapes of the frame: the ground of a panel, the cheapest way to cover much.</summary>
    /// <remarks>Neither clipped nor blended.</remarks>
    void FillBehind(ShapeRect rect, ShapeColor color);

    /// <summary>A filled rectangle.</summary>
    void Fill(ShapeRect rect, ShapeColor color);

    /// <summary>A filled rectangle whose colour changes from left to right.</summary>
    void FillGradient(ShapeRect rect, ShapeColor left, ShapeColor right);

    /// <summary>A filled rectangle with round corners; half the height as radius makes a pill or a disc.</summary>
    void FillRound(ShapeRect rect, float radius, ShapeColor color);

    /// <summary>The outline of a rectangle with round corners, drawn inside of it.</summary>
    void StrokeRound(ShapeRect rect, float radius, float width, ShapeColor color);

    /// <summary>A straight line in any direction, with smooth edges.</summary>
    void Line(float fromX, float fromY, float toX, float toY, float width, ShapeColor color);

    /// <summary>One line of text.</summary>
    /// <param name="text">The text; surrogate pairs are one sign.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="baseline">The row of its baseline.</param>
    /// <param name="style">How it is set.</param>
    /// <param name="color">Its colour.</param>
    void Text(ReadOnlySpan<char> text, float x, float baseline, TextStyle style, ShapeColor color);

    /// <summary>Until the matching <see cref="PopClip"/>, what lies outside is not drawn. Clips nest.</summary>
    void PushClip(ShapeRect rect);

    /// <summary>Ends the innermost clip.</summary>
    void PopClip();
}
