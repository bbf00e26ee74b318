namespace Fathom.VolumeServer.Streaming;

/// <summary>Size, rate and extras of the picture; fixed for the life of the server.</summary>
internal sealed record VideoSettings(int Width, int Height, int FramesPerSecond, long BitsPerSecond, bool BurnMarks);
