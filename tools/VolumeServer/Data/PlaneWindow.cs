namespace Fathom.VolumeServer.Data;

/// <summary>The edges of the picture in sample coordinates of a plane; sample i covers [i − ½, i + ½).</summary>
internal readonly record struct PlaneWindow(double Left, double Top, double Width, double Height);
