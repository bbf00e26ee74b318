namespace Fathom.Protocol.State;

/// <summary>The camera in plane mode: what part of the plane is seen.</summary>
/// <param name="CenterX">Centre of the view, horizontally.</param>
/// <param name="CenterY">Centre of the view, vertically.</param>
/// <param name="Left">Left edge of the visible rectangle.</param>
/// <param name="Bottom">Bottom edge of the visible rectangle.</param>
/// <param name="Width">Its width; 0 when the server did not say.</param>
/// <param name="Height">Its height; 0 when the server did not say.</param>
/// <param name="Zoom">The zoom as the server writes it; on a plain server it means nothing.</param>
public readonly record struct PlanePose(double CenterX, double CenterY, double Left, double Bottom, double Width, double Height, double Zoom)
{
    /// <summary>Whether the visible rectangle is known.</summary>
    public bool HasRect => Width > 0 && Height > 0;
}
