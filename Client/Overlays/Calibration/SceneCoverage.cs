using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>How much of a scene lies under a calibrated video.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Covered">The outline of the covered part; empty when there is none.</param>
/// <param name="Warning">What to tell the user; null when all of the scene is covered.</param>
internal sealed record SceneCoverage(double Fraction, ImmutableArray<PointWorld> Covered, string? Warning)
{
    /// <summary>Edges that differ by less than this part of the scene's size are the same.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Lays the quad of a video, not the box about it, over the bounds of a scene.</summary>
    /// <param name="video">The video's outline.</param>
    /// <param name="scene">The outer edges of the scene's voxels.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="centres">The centres of its outermost voxels: a video that has them all under it covers the scene. Whoever calibrates counts from the
    /// first voxel's centre, half a voxel within the bounds, and a word about that would hide the ones that matter. Null for the bounds themselves.</param>
    public static SceneCoverage Of(WorldQuad video, WorldRect scene, string unit, WorldRect? centres = null)
    {
        PointWorld[] corners = video.ToArray();
        if (Area(corners) < 0)
        {
            Array.Reverse(corners);
        }

        double slack = Tolerance * Math.Max(scene.Width, scene.Height);
        PointWorld[] outline = scene.ToQuad().ToArray(), needed = (centres ?? scene).ToQuad().ToArray();
        bool isWhole = true;
        List<PointWorld> covered = [.. outline];
        for (int i = 0; i < corners.Length; i++)
        {
            PointWorld from = corners[i], to = corners[(i + 1) % corners.Length];
            isWhole &= needed.All(corner => Side(from, to, corner) >= -slack);
            covered = Cut(covered, from, to);
        }

        double fraction = isWhole ? 1 : Math.Clamp(Area(covered) / (scene.Width * scene.Height), 0, 1);
        if (isWhole)
        {
            return new SceneCoverage(1, [.. outline], null);
        }

        string missed = fraction == 0 ? "The video lies beside the scene." : string.Create(CultureInfo.InvariantCulture, $"The video covers only {fraction:0.0 %} of the scene.");
        return new SceneCoverage(
            fraction,
            fraction == 0 ? [] : [.. covered],
            $"{missed} The scene reaches over {scene}, the video over {video.Bounds} {unit}{(IsUpright(video) ? "" : " (turned: its corners are what counts)")}. Check unit, y direction (--no-flip) and landmarks, or leave it so if the camera saw only a part.");
    }

    /// <summary>The part of a polygon to the left of a line.</summary>
    private static List<PointWorld> Cut(List<PointWorld> polygon, PointWorld from, PointWorld to)
    {
        var kept = new List<PointWorld>(polygon.Count + 1);
        for (int i = 0; i < polygon.Count; i++)
        {
            PointWorld a = polygon[i], b = polygon[(i + 1) % polygon.Count];
            double sideA = Side(from, to, a), sideB = Side(from, to, b);
            if (sideA >= 0)
            {
                kept.Add(a);
            }

            if (sideA >= 0 != sideB >= 0)
            {
                double part = sideA / (sideA - sideB);
                kept.Add(new PointWorld(a.X + (part * (b.X - a.X)), a.Y + (part * (b.Y - a.Y))));
            }
        }

        return kept;
    }

    /// <summary>The distance from a line, positive on its left.</summary>
    private static double Side(PointWorld from, PointWorld to, PointWorld point) =>
        (((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X))) / double.Hypot(to.X - from.X, to.Y - from.Y);

    private static double Area(IReadOnlyList<PointWorld> polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Count; i++)
        {
            PointWorld a = polygon[i], b = polygon[(i + 1) % polygon.Count];
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return twice / 2;
    }

    private static bool IsUpright(WorldQuad quad)
    {
        double slack = Tolerance * Math.Max(quad.Bounds.Width, quad.Bounds.Height);
        return Math.Abs(quad.TopLeft.Y - quad.TopRight.Y) <= slack && Math.Abs(quad.TopLeft.X - quad.BottomLeft.X) <= slack;
    }
}
