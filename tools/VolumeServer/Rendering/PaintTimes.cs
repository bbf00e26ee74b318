namespace Fathom.VolumeServer.Rendering;

/// <summary>What the last picture took, in milliseconds: getting its samples, going through the volume, and rows to colours.</summary>
internal readonly record struct PaintTimes(double Load, double Project, double Paint);
