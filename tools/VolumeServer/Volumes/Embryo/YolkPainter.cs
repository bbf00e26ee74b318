using System;
using System.Collections.Generic;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Droplets of the yolk: one to a cell of a disturbed lattice, of many sizes, all swaying slowly with time.</summary>
internal sealed class YolkPainter
{
    private const float Lattice = 13;
    private const float Outermost = 0.63f;

    private readonly List<Droplet> _droplets = [];

    public YolkPainter(int seed)
    {
        Vector3 reach = EmbryoGeometry.SemiAxes * Outermost;
        int number = 0;
        for (float z = -reach.Z; z <= reach.Z; z += Lattice)
        {
            for (float y = -reach.Y; y <= reach.Y; y += Lattice)
            {
                for (float x = -reach.X; x <= reach.X; x += Lattice)
                {
                    number++;
                    var jitter = new Vector3(Hash.Signed(seed, number, 1), Hash.Signed(seed, number, 2), Hash.Signed(seed, number, 3));
                    Vector3 place = new Vector3(x, y, z) + (jitter * Lattice * 0.45f);
                    float size = Hash.Unit(seed, number, 4);
                    if ((place / EmbryoGeometry.SemiAxes).Length() < Outermost && size > 0.12f)
                    {
                        _droplets.Add(new Droplet(
                            place, 1.2f + (5 * size * size), 430 + (330 * Hash.Unit(seed, number, 5)), 6.28f * Hash.Unit(seed, number, 6)));
                    }
                }
            }
        }
    }

    public void Paint(SliceCanvas canvas)
    {
        foreach (Droplet droplet in _droplets)
        {
            float depth = EmbryoGeometry.Center.Z + droplet.Place.Z - canvas.Z;
            if (MathF.Abs(depth) > 12)
            {
                continue;
            }

            var sway = new Vector3(
                3 * MathF.Sin(droplet.Phase + (7 * canvas.Progress)), 3 * MathF.Cos(droplet.Phase + (6 * canvas.Progress)), 0);
            new SoftBall(EmbryoGeometry.ToWorld((droplet.Place + sway) / EmbryoGeometry.SemiAxes), droplet.Radius, droplet.Light).Paint(canvas);
        }
    }

    private readonly record struct Droplet(Vector3 Place, float Radius, float Light, float Phase);
}
