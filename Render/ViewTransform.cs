using System;

namespace Fathom.Render;

/// <summary>Where a picture stands in the framebuffer; turns positions of one into positions of the other.</summary>
/// <remarks>Rows count down from the top in both, as mouse positions do.</remarks>
/// <param name="X">Framebuffer column of the picture's left edge; negative where it is cut off.</param>
/// <param name="Y">Framebuffer row of the picture's top edge, counted from the top.</param>
/// <param name="Width">Framebuffer columns that the whole picture takes.</param>
/// <param name="Height">Framebuffer rows that the whole picture takes.</param>
/// <param name="PictureWidth">Columns of the picture.</param>
/// <param name="PictureHeight">Rows of the picture.</param>
public readonly record struct ViewTransform(int X, int Y, int Width, int Height, int PictureWidth, int PictureHeight)
{
    /// <summary>Framebuffer pixels for one picture pixel, across.</summary>
    public double ScaleX => PictureWidth == 0 ? 1 : (double)Width / PictureWidth;

    /// <summary>Framebuffer pixels for one picture pixel, down.</summary>
    public double ScaleY => PictureHeight == 0 ? 1 : (double)Height / PictureHeight;

    /// <summary>Lays a picture into a framebuffer.</summary>
    public static ViewTransform Place(int pictureWidth, int pictureHeight, int framebufferWidth, int framebufferHeight, FitMode fit)
    {
        if (pictureWidth <= 0 || pictureHeight <= 0 || framebufferWidth <= 0 || framebufferHeight <= 0)
        {
            return new ViewTransform(0, 0, 0, 0, Math.Max(0, pictureWidth), Math.Max(0, pictureHeight));
        }

        double across = (double)framebufferWidth / pictureWidth;
        double down = (double)framebufferHeight / pictureHeight;
        double scale = fit switch
        {
            FitMode.Fill => Math.Max(across, down),
            FitMode.OneToOne => 1,
            _ => Math.Min(across, down),
        };
        int width = Math.Max(1, (int)Math.Round(pictureWidth * scale));
        int height = Math.Max(1, (int)Math.Round(pictureHeight * scale));
        return new ViewTransform(FloorHalf(framebufferWidth - width), FloorHalf(framebufferHeight - height), width, height, pictureWidth, pictureHeight);
    }

    /// <summary>Lays a picture into its area of a framebuffer and moves it as the options say.</summary>
    public static ViewTransform Place(int pictureWidth, int pictureHeight, int framebufferWidth, int framebufferHeight, in DrawOptions options)
    {
        PictureArea area = options.Area.IsWhole ? new PictureArea(0, 0, framebufferWidth, framebufferHeight) : options.Area;
        ViewTransform view = Place(pictureWidth, pictureHeight, area.Width, area.Height, options.Fit);
        view = view with { X = view.X + area.X, Y = view.Y + area.Y };
        if (view.Width == 0 || options.Shift == default)
        {
            return view;
        }

        double scale = options.Shift.Magnification;
        return view with
        {
            X = view.X + (int)Math.Round(options.Shift.X * view.ScaleX),
            Y = view.Y + (int)Math.Round(options.Shift.Y * view.ScaleY),
            Width = Magnify(view.Width, scale),
            Height = Magnify(view.Height, scale),
        };
    }

    /// <summary>The picture position under a framebuffer position; false outside the picture.</summary>
    public bool TryToPicture(double x, double y, out double pictureX, out double pictureY)
    {
        pictureX = Width == 0 ? 0 : (x - X) / ScaleX;
        pictureY = Height == 0 ? 0 : (y - Y) / ScaleY;
        return Width != 0 && pictureX >= 0 && pictureY >= 0 && pictureX < PictureWidth && pictureY < PictureHeight;
    }

    /// <summary>The framebuffer position of a picture position.</summary>
    public (double X, double Y) ToFramebuffer(double pictureX, double pictureY) => (X + (pictureX * ScaleX), Y + (pictureY * ScaleY));

    /// <summary>The same as a map from picture to framebuffer, for overlays whose place is worked out with <see cref="Affine2"/>.</summary>
    public Affine2 ToAffine() => new(ScaleX, 0, X, 0, ScaleY, Y);

    /// <summary>Far beyond any screen, and far from where a product of two would overflow.</summary>
    private static int Magnify(int size, double scale) => (int)Math.Clamp(Math.Round(size * scale), 1, 1 << 24);

    private static int FloorHalf(int value) => (int)Math.Floor(value / 2.0);
}
