namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Random numbers that depend on nothing but their arguments, so that any slice can be made at any time, in any order.</summary>
internal static class Hash
{
    /// <summary>A finaliser with good avalanche over a 64-bit counter (splitmix64).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Uniform in [0, 1) from a seed, an item number and a purpose number.</summary>
    public static float Unit(int seed, int item, int purpose) =>
        (Mix(((ulong)(uint)seed << 40) ^ ((ulong)(uint)item << 8) ^ (uint)purpose) >> 40) / (float)(1 << 24);

    /// <summary>Uniform in [-1, 1).</summary>
    public static float Signed(int seed, int item, int purpose) => (2 * Unit(seed, item, purpose)) - 1;

    /// <summary>A value in [0, 1) for a lattice point.</summary>
    public static float Lattice(int seed, int x, int y, int z)
    {
        uint h = ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ ((uint)z * 0xCB1AB31F) ^ ((uint)seed * 0x9E3779B1);
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return ((h ^ (h >> 15)) >> 8) / (float)(1 << 24);
    }
}
