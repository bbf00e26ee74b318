using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>A video that is cropped and made smaller, with any calibration, over a view that shows it in the window at a given size. All from one seed.</summary>
internal sealed class PlacementCase
{
    internal const int Columns = 960;
    internal const int Rows = 600;
    internal const byte Ground = 64;

    private const double Sigma = 5;
    private const double Peak = 180;

    private static readonly SizePx s_frame = new(641, 479);

    /// <param name="seed">Decides the calibration and where things fall between pixels.</param>
    /// <param name="zoom">Framebuffer pixels a pixel of the video's whole frame.</param>
    /// <param name="downsample">How much smaller the video is read.</param>
    /// <param name="anchor">What stands in the middle of the window: -1 for the middle of the video, else the number of a corner.</param>
    /// <param name="mirrored">Whether the calibration turns left into right.</param>
    internal PlacementCase(int seed, double zoom, int downsample, int anchor, bool mirrored)
    {
        var random = new Random(seed);
        Reading = new FrameReading(new CropPx(37, 21, 403, 301), downsample);
        Zoom = zoom;

        // Turned, sheared, a little uneven, in whatever unit the world has.
        Affine2 shear = new(1, Between(random, -0.4, 0.4), 0, 0, (mirrored ? -1 : 1) * Between(random, 0.8, 1.2), 0);
        Affine2 map = Affine2.Translate(Between(random, -50, 50), Between(random, -50, 50)) * Affine2.Rotate(Between(random, -3, 3)) * Affine2.Scale(0.25) * shear;
        var calibration = VideoCalibration.FromMap(map, "cm", s_frame);
        ViewTransform window = ViewTransform.Place(640, 360, Columns, Rows, FitMode.Fit);
        Affine2 read = calibration.Effective(Reading);
        SizePx size = Reading.OutputSize(s_frame);
        (double X, double Y)[] corners = [(0, 0), (size.Width, 0), (size.Width, size.Height), (0, size.Height)];
        (double x, double y) = anchor < 0 ? read.Apply(size.Width / 2.0, size.Height / 2.0) : read.Apply(corners[anchor].X, corners[anchor].Y);

        // What a server says of a frame: world to picture, row by row.
        double scale = zoom / window.ScaleX / Math.Sqrt(Math.Abs(map.Determinant));
        (double toX, double toY) = (320 + random.NextDouble(), 180 + random.NextDouble());
        ViewMatrix matrix = new([scale, 0, 0, toX - (scale * x), 0, scale, 0, toY - (scale * y), 0, 0, 1, 0, 0, 0, 0, 1]);
        _ = Affine2.TryFrom(matrix, out Affine2 view);
        Map = window.ToAffine() * view * read;
        Corners = [.. corners.Select(corner => Map.Apply(corner.X, corner.Y))];
    }

    internal FrameReading Reading { get; }

    internal double Zoom { get; }

    /// <summary>From pixels of what is read to the framebuffer.</summary>
    internal Affine2 Map { get; }

    /// <summary>Where the corners of what is read should come to lie.</summary>
    internal ImmutableArray<(double X, double Y)> Corners { get; }

    /// <summary>The size of what is read.</summary>
    internal SizePx Size => Reading.OutputSize(s_frame);

    /// <summary>How far a marker reaches in the framebuffer.</summary>
    internal double MarkerRadius => 4 * Sigma * Zoom * 1.4;

    /// <summary>Markers in pixels of the whole frame; none in the middle of a pixel.</summary>
    internal static ImmutableArray<PointPx> Markers { get; } =
        [.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 4) select new PointPx(92.3 + (column * 97.4), 68.7 + (row * 98.2))];

    /// <summary>Where a marker should come to lie.</summary>
    internal (double X, double Y) Place(PointPx marker)
    {
        (double x, double y) = Reading.ToFrame(s_frame).Inverse().Apply(marker.X, marker.Y);
        return Map.Apply(x, y);
    }

    /// <summary>What the reader would give out: the frame with its markers, cropped and averaged.</summary>
    internal byte[] Read()
    {
        CropPx crop = Reading.CropIn(s_frame);
        SizePx size = Size;
        var average = new BoxAverage(crop.Size, size);
        var pixels = new byte[size.Width * size.Height * 4];
        var row = new byte[crop.Width * 4];
        average.Begin();
        for (int y = 0; y < crop.Height; y++)
        {
            for (int x = 0; x < crop.Width; x++)
            {
                byte gray = Gray(crop.X + x + 0.5, crop.Y + y + 0.5);
                (row[4 * x], row[(4 * x) + 1], row[(4 * x) + 2], row[(4 * x) + 3]) = (gray, gray, gray, 255);
            }

            average.Add(row, pixels, size.Width * 4);
        }

        return pixels;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Size}, {Map}");

    private static byte Gray(double x, double y)
    {
        double sum = Ground;
        foreach (PointPx marker in Markers)
        {
            double square = ((x - marker.X) * (x - marker.X)) + ((y - marker.Y) * (y - marker.Y));
            sum += square > 36 * Sigma * Sigma ? 0 : Peak * Math.Exp(-square / (2 * Sigma * Sigma));
        }

        return (byte)Math.Round(Math.Min(sum, 255));
    }

    private static double Between(Random random, double low, double high) => low + (random.NextDouble() * (high - low));
}
