namespace Fathom.VolumeServer.Scene;

/// <summary>A direction or a point of space in doubles.</summary>
internal readonly record struct Axis3(double X, double Y, double Z)
{
    public Axis3 Plus(Axis3 other) => new(X + other.X, Y + other.Y, Z + other.Z);

    public Axis3 Times(double factor) => new(X * factor, Y * factor, Z * factor);
}
