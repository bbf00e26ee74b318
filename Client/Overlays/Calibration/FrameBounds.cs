using Fathom.Decode.Local;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Whether a point lies in a frame, and what to say when it does not.</summary>
internal static class FrameBounds
{
    /// <summary>What to do about a point outside.</summary>
    public const string How = "Pixels count from (0, 0) at the top-left corner of the whole, uncropped frame: column first, then row.";

    /// <summary>A sentence without its subject, or null when the point is in the frame or on its edge.</summary>
    public static string? Outside(PointPx point, SizePx frame) =>
        point.X >= 0 && point.Y >= 0 && point.X <= frame.Width && point.Y <= frame.Height ? null : $"is at {point}, outside the frame of {frame}.";
}
