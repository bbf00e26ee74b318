using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>Overlays that are turned, sheared, mirrored, cropped and downsampled lie where the maps say, found in pixels that were read back.</summary>
public sealed class QuadPlacementTests
{
    /// <summary>The criterion is half a pixel; what is reached is far below it, and stays so.</summary>
    private const double Criterion = 0.5;
    private const double Reached = 0.1;

    public static TheoryData<int, double, int, int, bool> Cases => new()
    {
        { 1, 1.0, 1, -1, false },
        { 2, 0.9, 3, -1, false },
        { 3, 0.7, 2, -1, true },
        { 4, 0.3, 1, -1, true },
        { 5, 0.35, 2, -1, false },
        { 6, 2.6, 3, 0, true },
        { 7, 4.0, 2, 2, false },
        { 8, 1.6, 4, 1, true },
        { 9, 0.16, 1, -1, false },
        { 10, 3.1, 1, 3, false },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Corners_lie_where_the_maps_say(int seed, double zoom, int downsample, int anchor, bool mirrored)
    {
        var item = new PlacementCase(seed, zoom, downsample, anchor, mirrored);

        double[] errors = [.. Corners(item, item.Map).Select(static found => Distance(found.Found, found.Expected))];

        Assert.True(errors.Length >= (anchor < 0 ? 4 : 1), $"only {errors.Length} corners were found: {item}");
        Assert.All(errors, error => Assert.InRange(error, 0, Math.Min(Criterion, Reached)));
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Markers_in_the_video_lie_where_the_maps_say(int seed, double zoom, int downsample, int anchor, bool mirrored)
    {
        var item = new PlacementCase(seed, zoom, downsample, anchor, mirrored);

        double[] errors = [.. Markers(item, item.Map).Select(static found => Distance(found.Found, found.Expected))];

        Assert.True(errors.Length >= (anchor < 0 ? PlacementCase.Markers.Length : 1), $"only {errors.Length} markers were found: {item}");
        Assert.All(errors, error => Assert.InRange(error, 0, Math.Min(Criterion, Reached)));
    }

    [SkippableTheory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(-0.6, 0.3)]
    public void A_shift_of_a_pixel_is_seen(double x, double y)
    {
        var item = new PlacementCase(2, 0.9, 3, -1, false);
        Affine2 shifted = Affine2.Translate(x, y) * item.Map;

        (double X, double Y)[] moved = [.. Corners(item, shifted).Concat(Markers(item, shifted)).Select(static found => (found.Found.X - found.Expected.X, found.Found.Y - found.Expected.Y))];

        Assert.Equal(4 + PlacementCase.Markers.Length, moved.Length);
        Assert.All(moved, step =>
        {
            Assert.InRange(step.X, x - Reached, x + Reached);
            Assert.InRange(step.Y, y - Reached, y + Reached);
        });
        Assert.All(moved, step => Assert.True(double.Hypot(step.X, step.Y) > Criterion));
    }

    [SkippableFact]
    public void Texels_taken_for_points_would_be_seen()
    {
        var item = new PlacementCase(7, 4, 2, 2, false);
        Affine2 halfATexelOff = item.Map * Affine2.Translate(0.5, 0.5);

        Assert.All(Corners(item, halfATexelOff), found => Assert.True(Distance(found.Found, found.Expected) > Criterion));
        Assert.All(Markers(item, halfATexelOff), found => Assert.True(Distance(found.Found, found.Expected) > Criterion));
    }

    /// <summary>A white frame over black: its sides fitted, and where they meet.</summary>
    private static List<((double X, double Y) Found, (double X, double Y) Expected)> Corners(PlacementCase item, in Affine2 map)
    {
        CapturedImage image = Draw(item, QuadScenes.Frame(item.Size.Width, item.Size.Height, (255, 255, 255)), map);
        (double, double) inside = item.Map.Apply(item.Size.Width / 2.0, item.Size.Height / 2.0);
        (double A, double B, double C)?[] sides = [.. Enumerable.Range(0, 4).Select(i => EdgeFit.Line(image, item.Corners[i], item.Corners[(i + 1) % 4], inside))];
        var found = new List<((double X, double Y), (double X, double Y))>();
        for (int i = 0; i < 4; i++)
        {
            (double x, double y) = item.Corners[i];
            if (x > 0 && x < PlacementCase.Columns && y > 0 && y < PlacementCase.Rows && sides[(i + 3) % 4] is { } before && sides[i] is { } after)
            {
                found.Add((EdgeFit.Meet(before, after), item.Corners[i]));
            }
        }

        return found;
    }

    /// <summary>The centre of what is brighter than the ground, about each marker that is wholly in the window.</summary>
    private static List<((double X, double Y) Found, (double X, double Y) Expected)> Markers(PlacementCase item, in Affine2 map)
    {
        CapturedImage image = Draw(item, item.Read(), map);
        var found = new List<((double X, double Y), (double X, double Y))>();
        double radius = item.MarkerRadius;
        foreach ((double x, double y) in PlacementCase.Markers.Select(item.Place))
        {
            (int left, int top, int right, int bottom) = ((int)(x - radius), (int)(y - radius), (int)(x + radius), (int)(y + radius));
            if (left < 0 || top < 0 || right >= image.Width || bottom >= image.Height)
            {
                continue;
            }

            (double sum, double sumX, double sumY) = (0, 0, 0);
            for (int row = top; row <= bottom; row++)
            {
                for (int column = left; column <= right; column++)
                {
                    // Noise of rounding about the ground would pull towards the middle of the window.
                    double weight = Math.Max(0, image.Row(row)[column * 4] - PlacementCase.Ground - 2);
                    (sum, sumX, sumY) = (sum + weight, sumX + (weight * (column + 0.5)), sumY + (weight * (row + 0.5)));
                }
            }

            found.Add(((sumX / sum, sumY / sum), (x, y)));
        }

        return found;
    }

    private static CapturedImage Draw(PlacementCase item, byte[] frame, in Affine2 map)
    {
        using OffscreenComposer composer = QuadScenes.Open(PlacementCase.Columns, PlacementCase.Rows);
        composer.Begin(QuadScenes.Plain(PlacementCase.Columns, PlacementCase.Rows, (0, 0, 0)), PlacementCase.Columns, PlacementCase.Rows);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(frame, item.Size.Width, item.Size.Height);
        Assert.True(composer.Quads.Draw(texture, map, new QuadStyle()));
        return QuadScenes.Read(composer);
    }

    private static double Distance((double X, double Y) one, (double X, double Y) two) => double.Hypot(one.X - two.X, one.Y - two.Y);
}
