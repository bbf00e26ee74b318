namespace Fathom.VolumeServer.Streaming;

/// <summary>What a decoder is told before the first frame; the same for all streams.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="AvcConfiguration">The decoder configuration in base64.</param>
internal sealed record AnnouncedStream(int Width, int Height, string AvcConfiguration);
