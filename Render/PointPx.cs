using System.Globalization;

namespace Fathom.Render;

/// <summary>A place in a frame of a video: columns to the right and rows down from the top-left corner of the whole, uncropped frame.</summary>
/// <remarks>Pixels are areas: the pixel in column i covers i to i + 1, its centre is i + ½, and the frame goes from (0, 0) to (width, height).</remarks>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
public readonly record struct PointPx(double X, double Y)
{
    /// <summary>Whether both are numbers.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X:0.###}, {Y:0.###}) px");
}
