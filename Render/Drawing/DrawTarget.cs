using System;

namespace Fathom.Render;

/// <summary>Where and how a picture is drawn.</summary>
/// <param name="Framebuffer">GL's name of it.</param>
/// <param name="Texture">The texture behind it; 0 when it has none.</param>
/// <param name="Height">Its rows: GL counts them from the bottom, views from the top.</param>
/// <param name="View">The picture's place.</param>
/// <param name="Visible">The part of that place which is drawn.</param>
/// <param name="Sampling">What a framebuffer pixel is made of.</param>
internal readonly record struct DrawTarget(uint Framebuffer, uint Texture, int Height, ViewTransform View, PictureArea Visible, PictureSampling Sampling)
{
    /// <summary>The lowest visible row, counted from the bottom.</summary>
    internal int Bottom => Height - Visible.Y - Visible.Height;

    /// <summary>Columns of the picture's place that are cut off on its left.</summary>
    internal int SkippedColumns => Visible.X - View.X;

    /// <summary>Rows of the picture's place that are cut off above.</summary>
    internal int SkippedRows => Visible.Y - View.Y;

    /// <summary>Rows that are cut off below.</summary>
    internal int SkippedBelow => View.Height - SkippedRows - Visible.Height;

    internal static DrawTarget Make(uint framebuffer, uint texture, int width, int height, in ViewTransform view, in DrawOptions options)
    {
        var all = new PictureArea(0, 0, width, height);
        PictureArea area = options.Area.IsWhole ? all : options.Area.And(all);
        PictureArea visible = new PictureArea(view.X, view.Y, view.Width, view.Height).And(area);
        return new DrawTarget(framebuffer, texture, height, view, visible, SamplingFor(view, options));
    }

    private static PictureSampling SamplingFor(in ViewTransform view, in DrawOptions options)
    {
        if (view.Width == view.PictureWidth && view.Height == view.PictureHeight)
        {
            return PictureSampling.Exact;
        }

        double scale = Math.Min(view.ScaleX, view.ScaleY);
        if (!options.Smooth || scale >= (options.SquaresFrom > 0 ? options.SquaresFrom : DrawOptions.DefaultSquaresFrom))
        {
            return PictureSampling.Squares;
        }

        return scale < 1 ? PictureSampling.Area : PictureSampling.Smooth;
    }
}
