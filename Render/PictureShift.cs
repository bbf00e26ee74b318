namespace Fathom.Render;

/// <summary>Moves and magnifies a picture where it stands: its point p is shown where Scale · p + (X, Y) would be.</summary>
/// <param name="Scale">Magnification; 0 counts as 1, so that the default changes nothing.</param>
/// <param name="X">Picture pixels to the right.</param>
/// <param name="Y">Picture pixels down.</param>
public readonly record struct PictureShift(double Scale = 1, double X = 0, double Y = 0)
{
    /// <summary>The magnification in force.</summary>
    public double Magnification => Scale > 0 ? Scale : 1;
}
