using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Smooth random values in [0, 1) at any point with non-negative coordinates; features are about one unit wide.</summary>
internal static class ValueNoise
{
    public static float At(int seed, Vector3 point)
    {
        int x = (int)point.X, y = (int)point.Y, z = (int)point.Z;
        Vector3 f = point - new Vector3(x, y, z);
        f = f * f * (new Vector3(3) - (2 * f));
        float near = Plane(seed, x, y, z, f.X, f.Y);
        return near + ((Plane(seed, x, y, z + 1, f.X, f.Y) - near) * f.Z);
    }

    private static float Plane(int seed, int x, int y, int z, float fx, float fy)
    {
        float a = Hash.Lattice(seed, x, y, z), b = Hash.Lattice(seed, x + 1, y, z);
        float c = Hash.Lattice(seed, x, y + 1, z), d = Hash.Lattice(seed, x + 1, y + 1, z);
        float top = a + ((b - a) * fx);
        return top + ((c + ((d - c) * fx) - top) * fy);
    }
}
