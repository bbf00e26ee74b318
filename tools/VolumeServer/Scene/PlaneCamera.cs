namespace Fathom.VolumeServer.Scene;

/// <summary>
/// The visible rectangle of plane mode, in camera coordinates: world units along the last two axes, x to the right and y <b>up</b>, with the last
/// row of the data at y = 0. That is the orientation of the public protocol (<c>rect</c> = left, bottom, width, height; anchors from the bottom left).
/// </summary>
internal readonly record struct PlaneCamera(double Left, double Bottom, double Width, double Height)
{
    private const double SmallestExtent = 1e-6;
    private const double LargestExtent = 1e9;

    // Beyond it, and where a number overflowed, no sample can be told from its neighbour.
    private const double Reach = 1e15;

    /// <summary>Whether it shows a place that can be told; an intent that leads elsewhere moves nothing.</summary>
    public bool IsInReach => System.Math.Abs(Left) < Reach && System.Math.Abs(Bottom) < Reach && Width is > 0 and < Reach && Height is > 0 and < Reach;

    public double CenterX => Left + (Width / 2);

    public double CenterY => Bottom + (Height / 2);

    /// <summary>The smallest rectangle of the canvas's aspect that holds the given one, about the same centre.</summary>
    public static PlaneCamera Containing(double left, double bottom, double width, double height, double aspect)
    {
        double wide = System.Math.Max(width, height * aspect);
        double high = wide / aspect;
        return new PlaneCamera(left + ((width - wide) / 2), bottom + ((height - high) / 2), wide, high);
    }

    /// <summary>Scales about an anchor given in canvas pixels from the bottom left. A factor above 1 shows more.</summary>
    public PlaneCamera Zoomed(double factor, double anchorX, double anchorY, int canvasWidth, int canvasHeight)
    {
        double bounded = System.Math.Clamp(Width * factor, SmallestExtent, LargestExtent) / Width;
        double x = Left + (anchorX / canvasWidth * Width), y = Bottom + (anchorY / canvasHeight * Height);
        return new PlaneCamera(x + ((Left - x) * bounded), y + ((Bottom - y) * bounded), Width * bounded, Height * bounded);
    }

    /// <summary>Moves the picture with a drag in canvas pixels, y down.</summary>
    public PlaneCamera Panned(double dx, double dy, int canvasWidth, int canvasHeight) =>
        this with { Left = Left - (dx / canvasWidth * Width), Bottom = Bottom + (dy / canvasHeight * Height) };

    /// <summary>The smallest view of a canvas's shape that holds this one.</summary>
    public PlaneCamera Shaped(int canvasWidth, int canvasHeight) => Containing(Left, Bottom, Width, Height, canvasWidth / (double)canvasHeight);

    /// <summary>The same view on a canvas of another shape: about the same centre, and of the same area, so that going back gives the same view again.</summary>
    public PlaneCamera Reshaped(int fromWidth, int fromHeight, int width, int height)
    {
        double stretch = System.Math.Sqrt(width * (double)fromHeight / ((double)fromWidth * height));
        double wide = Width * stretch, high = Height / stretch;
        return new PlaneCamera(CenterX - (wide / 2), CenterY - (high / 2), wide, high);
    }

    public PlaneCamera CenteredAt(double x, double y) => this with { Left = x - (Width / 2), Bottom = y - (Height / 2) };
}
