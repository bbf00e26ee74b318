using System;
using Fathom.Decode;

namespace Fathom.Bench.Pipeline;

/// <summary>Paints pictures of a texture that drifts behind a lattice that drifts the other way, with fresh noise on both; colours drift too.</summary>
internal sealed class ClipPainter
{
    private const int Tile = 1024;
    private const int NoiseBits = 3;

    private readonly byte[] _texture = new byte[Tile * Tile];
    private readonly byte[] _noise = new byte[Tile * 64];
    private readonly byte[] _chroma = new byte[Tile];

    public ClipPainter(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        new Random(11).NextBytes(_noise);
        for (int y = 0; y < Tile; y++)
        {
            for (int x = 0; x < Tile; x++)
            {
                // Whole waves on a tile, so that it repeats without a seam.
                double wave = Wave(x, 3) + Wave(y, 5) + Wave(x + y, 17) + Wave((3 * x) - y, 7);
                _texture[(y * Tile) + x] = (byte)(120 + (wave * 22));
            }
        }

        for (int x = 0; x < Tile; x++)
        {
            _chroma[x] = (byte)(128 + (Wave(x, 2) * 50));
        }
    }

    public void Paint(YuvPicture picture, int index)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> texture = _texture.AsSpan((y + index) % Tile * Tile, Tile);
            int noise = ((y * 7919) + (index * 104729)) % (_noise.Length - Tile);
            Span<byte> row = picture.YPlane.Row(y);
            bool lattice = ((y + (3 * index)) & 63) < 3;
            for (int x = 0; x < row.Length; x++)
            {
                int value = texture[(x + (2 * index)) & (Tile - 1)] + (_noise[noise + (x & (Tile - 1))] >> (8 - NoiseBits));
                row[x] = (byte)(lattice || ((x - (2 * index)) & 63) < 3 ? 230 : value);
            }
        }

        for (int y = 0; y < picture.UPlane.Rows; y++)
        {
            Span<byte> u = picture.UPlane.Row(y), v = picture.VPlane.Row(y);
            for (int x = 0; x < u.Length; x++)
            {
                u[x] = _chroma[(x + y + index) & (Tile - 1)];
                v[x] = _chroma[((2 * x) - y + (3 * index)) & (Tile - 1)];
            }
        }
    }

    private static double Wave(int at, int count) => Math.Sin(2 * Math.PI * count * at / Tile);
}
