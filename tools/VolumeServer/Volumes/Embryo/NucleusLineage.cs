using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>
/// Where every nucleus is at any time, in closed form. Founders sit on the surface; each divides twice, in a wave that runs from one pole to the
/// other, the second time across the first. Daughters of a division not yet begun coincide, so only one of them is listed.
/// </summary>
internal sealed class NucleusLineage
{
    private const int Founders = 64;
    private const int Inner = 18;
    /// <summary>Nuclei of the inside, which belong to no cell of the layer, are numbered from here.</summary>
    public const int FirstInnerId = 10_000;

    private const float Depth = 0.87f;
    private const float Mitosis = 0.03f;

    /// <summary>How far daughters move from where their mother was, on the unit ball: then all are spread evenly again.</summary>
    private const float QuarterSpacing = 0.105f;

    private readonly int _seed;

    public NucleusLineage(int seed) => _seed = seed;

    /// <summary>Replaces the content of <paramref name="nuclei"/> by those alive at <paramref name="progress"/> (0 to 1).</summary>
    public void At(float progress, List<Nucleus> nuclei)
    {
        nuclei.Clear();
        for (int founder = 0; founder < Founders; founder++)
        {
            AddFamily(founder, progress, nuclei);
        }

        for (int i = 0; i < Inner; i++)
        {
            AddInner(i, progress, nuclei);
        }
    }

    private void AddFamily(int founder, float progress, List<Nucleus> nuclei)
    {
        Vector3 home = Direction(founder, progress);
        Vector3 u = Tangent(home, 6.28f * Hash.Unit(_seed, founder, 3));
        Vector3 v = Vector3.Normalize(Vector3.Cross(home, u));
        float wave = 0.5f + (0.5f * home.X);
        float first = 0.10f + (0.28f * wave) + (0.05f * Hash.Signed(_seed, founder, 4));
        float second = 0.52f + (0.30f * wave) + (0.05f * Hash.Signed(_seed, founder, 5));
        float apartU = Apart(progress, first, QuarterSpacing);
        float apartV = Apart(progress, second, QuarterSpacing);
        float radius = 9f - (1.4f * Settle(progress, first)) - (1.3f * Settle(progress, second));
        for (int a = 0; a < (apartU > 0 ? 2 : 1); a++)
        {
            for (int b = 0; b < (apartV > 0 ? 2 : 1); b++)
            {
                int id = (founder * 4) + (a * 2) + b;
                Vector3 wobble = 0.015f * Wobble(id, progress);
                Vector3 unit = Vector3.Normalize(home + (u * ((a == 0 ? apartU : -apartU) + wobble.X)) + (v * ((b == 0 ? apartV : -apartV) + wobble.Y)));
                Vector3 center = EmbryoGeometry.ToWorld(unit * Depth);
                nuclei.Add(Shape(id, center, u, v, radius, Condensed(progress, first), Condensed(progress, second)));
            }
        }
    }

    private Nucleus Shape(int id, Vector3 center, Vector3 u, Vector3 v, float radius, float condensedU, float condensedV)
    {
        // From the unit ball, where the cells are spread evenly, to the long embryo; there the axes must be perpendicular again.
        u = Vector3.Normalize(u * EmbryoGeometry.SemiAxes);
        v *= EmbryoGeometry.SemiAxes;
        v = Vector3.Normalize(v - (u * Vector3.Dot(u, v)));
        Vector3 n = Vector3.Cross(u, v);
        float size = radius * (0.92f + (0.16f * Hash.Unit(_seed, id, 6)));

        // Chromosomes gather in a plate across the axis of division, small and bright.
        var radii = new Vector3(
            size * (1 - (0.62f * condensedU)) * (1 - (0.15f * condensedV)),
            size * (1 - (0.62f * condensedV)) * (1 - (0.15f * condensedU)),
            size * (1.12f - (0.3f * MathF.Max(condensedU, condensedV))));
        float brightness = (0.8f + (0.35f * Hash.Unit(_seed, id, 7))) * (1 + (0.9f * MathF.Max(condensedU, condensedV)));
        return new Nucleus(id, center, u, v, n, radii, brightness);
    }

    private void AddInner(int i, float progress, List<Nucleus> nuclei)
    {
        int id = FirstInnerId + i;
        var unit = new Vector3(Hash.Signed(_seed, id, 1) * 0.62f, Hash.Signed(_seed, id, 2) * 0.42f, Hash.Signed(_seed, id, 3) * 0.42f);
        Vector3 center = EmbryoGeometry.ToWorld(unit) + (9 * Wobble(id, progress));
        Vector3 u = Vector3.Normalize(new Vector3(1, Hash.Signed(_seed, id, 4), Hash.Signed(_seed, id, 5)));
        Vector3 v = Tangent(u, 0);
        float radius = 7 + (3 * Hash.Unit(_seed, id, 6));
        nuclei.Add(new Nucleus(id, center, u, v, Vector3.Cross(u, v), new Vector3(radius * 1.5f, radius, radius), 0.5f));
    }

    /// <summary>Founders spread evenly (golden-angle spiral around x), a little disturbed, all turning slowly about the long axis.</summary>
    private Vector3 Direction(int founder, float progress)
    {
        float x = 1 - ((2 * founder) + 1f) / Founders;
        float ring = MathF.Sqrt(1 - (x * x));
        float angle = (founder * 2.399963f) + (0.35f * progress) + (0.07f * Hash.Signed(_seed, founder, 1));
        var direction = new Vector3(x + (0.03f * Hash.Signed(_seed, founder, 2)), ring * MathF.Cos(angle), ring * MathF.Sin(angle));
        return Vector3.Normalize(direction);
    }

    private static Vector3 Tangent(Vector3 normal, float angle)
    {
        Vector3 other = MathF.Abs(normal.X) < 0.9f ? Vector3.UnitX : Vector3.UnitY;
        Vector3 a = Vector3.Normalize(Vector3.Cross(normal, other));
        Vector3 b = Vector3.Cross(normal, a);
        return Vector3.Normalize((a * MathF.Cos(angle)) + (b * MathF.Sin(angle)));
    }

    private Vector3 Wobble(int id, float progress)
    {
        float phase = 6.28f * Hash.Unit(_seed, id, 8);
        return new Vector3(
            MathF.Sin(phase + (11 * progress)),
            MathF.Sin((2 * phase) + (9 * progress)),
            MathF.Cos(phase + (13 * progress)));
    }

    private static float Apart(float progress, float division, float distance) =>
        progress <= division ? 0 : (distance * Smooth(MathF.Min(1, (progress - division) / 0.09f))) + 1e-4f;

    private static float Settle(float progress, float division) => Smooth(Math.Clamp((progress - division + 0.02f) / 0.08f, 0, 1));

    private static float Condensed(float progress, float division)
    {
        float distance = MathF.Abs(progress - division) / Mitosis;
        return distance >= 1 ? 0 : Smooth(1 - distance);
    }

    private static float Smooth(float x) => x * x * (3 - (2 * x));
}
