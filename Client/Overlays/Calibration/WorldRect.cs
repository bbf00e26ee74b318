using System.Globalization;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>The bounds of a scene in its displayed plane: the outer edges of the first and last voxels, half a voxel beyond their centres.</summary>
/// <param name="MinX">The smallest x.</param>
/// <param name="MinY">The smallest y.</param>
/// <param name="MaxX">The largest x.</param>
/// <param name="MaxY">The largest y.</param>
internal readonly record struct WorldRect(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Its length along x.</summary>
    public double Width => MaxX - MinX;

    /// <summary>Its length along y.</summary>
    public double Height => MaxY - MinY;

    /// <summary>Whether something finite is in it.</summary>
    public bool IsValid => double.IsFinite(Width) && double.IsFinite(Height) && Width > 0 && Height > 0;

    /// <summary>The bounds of voxels whose centres are at translation + scale·index.</summary>
    public static WorldRect OfVoxels(int columns, int rows, double scaleX, double scaleY, double translateX, double translateY) => new(
        translateX - (scaleX / 2), translateY - (scaleY / 2), translateX + (scaleX * (columns - 0.5)), translateY + (scaleY * (rows - 0.5)));

    /// <summary>The four corners, one after the other around it.</summary>
    public WorldQuad ToQuad() => new(new(MinX, MinY), new(MaxX, MinY), new(MaxX, MaxY), new(MinX, MaxY));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"x {MinX:0.####} to {MaxX:0.####}, y {MinY:0.####} to {MaxY:0.####}");

    /// <summary>Whether a point lies in it or on its edge.</summary>
    public bool Contains(PointWorld point) => point.X >= MinX && point.X <= MaxX && point.Y >= MinY && point.Y <= MaxY;
}
