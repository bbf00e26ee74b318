using System.Globalization;

namespace Fathom.Render;

/// <summary>A place in the displayed plane of a scene, in the scene's own units: x along the last displayed axis, y along the one before it.</summary>
/// <param name="X">Along the last displayed axis.</param>
/// <param name="Y">Along the displayed axis before it.</param>
public readonly record struct PointWorld(double X, double Y)
{
    /// <summary>Whether both are numbers.</summary>
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X:0.####}, {Y:0.####})");
}
