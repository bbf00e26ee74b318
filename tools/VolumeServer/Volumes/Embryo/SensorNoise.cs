using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Last step of a slice: camera noise (a little everywhere, more where there is light) and conversion to 16 bits.</summary>
internal sealed class SensorNoise
{
    private const int TileSize = 1 << 16;
    private const float ReadNoise = 5;
    private const float ShotNoise = 0.022f;

    private readonly int _seed;
    private readonly float[] _tile = new float[TileSize];

    public SensorNoise(int seed)
    {
        _seed = seed;
        for (int i = 0; i < TileSize; i++)
        {
            // Four uniforms: near enough to a bell for a camera, and bounded.
            _tile[i] = Hash.Signed(seed, i, 90) + Hash.Signed(seed, i, 91) + Hash.Signed(seed, i, 92) + Hash.Signed(seed, i, 93);
        }
    }

    /// <summary>Each row takes its own run of the tile, chosen by slice and row, so that no two slices share a pattern.</summary>
    public void Expose(SliceCanvas canvas, int slice, Span<ushort> destination)
    {
        for (int y = 0; y < canvas.Height; y++)
        {
            int start = (int)(Hash.Mix(((ulong)(uint)_seed << 40) ^ ((ulong)(uint)slice << 16) ^ (uint)y) % (ulong)(TileSize - canvas.Width));
            ExposeRow(canvas.Row(y), _tile.AsSpan(start, canvas.Width), destination.Slice(y * canvas.Width, canvas.Width));
        }
    }

    private static void ExposeRow(ReadOnlySpan<float> light, ReadOnlySpan<float> noise, Span<ushort> destination)
    {
        int step = Vector<ushort>.Count, half = Vector<float>.Count, x = 0;
        ReadOnlySpan<Vector<float>> lights = MemoryMarshal.Cast<float, Vector<float>>(light);
        for (; x + step <= light.Length; x += step)
        {
            Vector<uint> low = Expose(lights[x / half], new Vector<float>(noise[x..]));
            Vector<uint> high = Expose(lights[(x / half) + 1], new Vector<float>(noise[(x + half)..]));
            Vector.Narrow(low, high).CopyTo(destination[x..]);
        }

        for (; x < light.Length; x++)
        {
            destination[x] = (ushort)Math.Clamp(light[x] + (noise[x] * (ReadNoise + (ShotNoise * light[x]))), 0, 65535);
        }
    }

    private static Vector<uint> Expose(Vector<float> light, Vector<float> noise)
    {
        Vector<float> value = light + (noise * (new Vector<float>(ReadNoise) + (light * ShotNoise)));
        return Vector.ConvertToUInt32(Vector.Min(Vector.Max(value, Vector<float>.Zero), new Vector<float>(65535)));
    }
}
