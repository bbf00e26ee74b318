using System;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>Reads depth and time off a picture of the whole generated volume, by its beads. An upside-down picture gives nonsense.</summary>
internal static class Beads
{
    private const int VolumeColumns = 768;
    private const int VolumeRows = 432;

    /// <summary>The plane that the picture shows.</summary>
    public static int Depth(TestPng picture, int left = 0, int top = 0, int width = 0, int height = 0) =>
        (int)Math.Round((Column(picture, Fiducials.DepthBeadRow, left, top, width, height) - Fiducials.FirstColumn) / Fiducials.DepthColumnsPerStep);

    /// <summary>The time that the picture shows.</summary>
    public static int Time(TestPng picture, int left = 0, int top = 0, int width = 0, int height = 0) =>
        (int)Math.Round((Column(picture, Fiducials.TimeBeadRow, left, top, width, height) - Fiducials.FirstColumn) / Fiducials.TimeColumnsPerStep);

    /// <summary>The column of the volume at which a row is brightest, weighted over the bead.</summary>
    private static double Column(TestPng picture, double row, int left, int top, int width, int height)
    {
        width = width == 0 ? picture.Width : width;
        height = height == 0 ? picture.Height : height;
        double scale = width / (double)VolumeColumns;
        int y = top + (int)Math.Round((row + 0.5) * height / VolumeRows);
        int brightest = left;
        for (int x = left; x < left + width; x++)
        {
            brightest = picture.Light(x, y) > picture.Light(brightest, y) ? x : brightest;
        }

        int reach = (int)Math.Ceiling(5 * scale);
        double sum = 0, weight = 0;
        for (int x = Math.Max(left, brightest - reach); x <= Math.Min(left + width - 1, brightest + reach); x++)
        {
            double light = Math.Pow(picture.Light(x, y), 2);
            sum += light * (x - left + 0.5);
            weight += light;
        }

        return (sum / weight / scale) - 0.5;
    }
}
