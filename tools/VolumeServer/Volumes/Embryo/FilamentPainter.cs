using System;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Vessels through the inside: winding tubes along the long axis with bright cells travelling in them, and thin side branches.</summary>
internal sealed class FilamentPainter
{
    private const int Vessels = 6;
    private const int Branches = 30;
    private const int VesselPoints = 420;
    private const int BranchPoints = 110;
    private const int Travellers = 7;

    private readonly int _seed;
    private readonly SoftBall[] _beads = new SoftBall[(Vessels * VesselPoints) + (Branches * BranchPoints)];

    public FilamentPainter(int seed)
    {
        _seed = seed;
        int next = 0;
        for (int vessel = 0; vessel < Vessels; vessel++)
        {
            for (int i = 0; i < VesselPoints; i++)
            {
                _beads[next++] = new SoftBall(OnVessel(vessel, i / (float)(VesselPoints - 1)), 3.0f, 1250);
            }
        }

        for (int branch = 0; branch < Branches; branch++)
        {
            next = AddBranch(branch, next);
        }
    }

    public void Paint(SliceCanvas canvas)
    {
        foreach (SoftBall bead in _beads)
        {
            bead.Paint(canvas);
        }

        for (int vessel = 0; vessel < Vessels; vessel++)
        {
            for (int i = 0; i < Travellers; i++)
            {
                float start = (i + Hash.Unit(_seed, vessel, 40 + i)) / Travellers;
                float along = (start + (canvas.Progress * 2.2f)) % 1;
                new SoftBall(OnVessel(vessel, along), 3.6f, 2500).Paint(canvas);
            }
        }
    }

    /// <summary>Each vessel keeps near a depth of its own, so that a slice meets long stretches of it.</summary>
    private Vector3 OnVessel(int vessel, float along)
    {
        float phase = 6.28f * Hash.Unit(_seed, vessel, 30);
        float depth = -0.45f + (0.9f * vessel / (Vessels - 1));
        float wide = 0.40f * MathF.Sqrt(1 - (depth * depth));
        var unit = new Vector3(
            (1.24f * along) - 0.62f,
            wide * ((0.8f * MathF.Sin(phase + (4.4f * along))) + (0.16f * MathF.Sin((2 * phase) + (17 * along)))),
            depth + (0.05f * MathF.Sin(phase + (8 * along))));
        return EmbryoGeometry.ToWorld(unit);
    }

    private int AddBranch(int branch, int next)
    {
        Vector3 point = OnVessel(branch % Vessels, 0.06f + (0.88f * Hash.Unit(_seed, branch, 50)));
        var direction = Vector3.Normalize(
            new Vector3(Hash.Signed(_seed, branch, 51), Hash.Signed(_seed, branch, 52), 0.35f * Hash.Signed(_seed, branch, 53)));
        for (int i = 0; i < BranchPoints; i++)
        {
            _beads[next++] = new SoftBall(point, 1.6f - (0.006f * i), 900);
            var bend = new Vector3(
                Hash.Signed(_seed, branch, 60 + i), Hash.Signed(_seed, branch, 260 + i), 0.3f * Hash.Signed(_seed, branch, 460 + i));
            direction = Vector3.Normalize(direction + (0.22f * bend));
            Vector3 unit = EmbryoGeometry.ToUnit(point);
            direction = unit.Length() > 0.60f ? Vector3.Normalize(direction - (0.3f * Vector3.Normalize(unit))) : direction;
            point += direction * 0.75f;
        }

        return next;
    }
}
