namespace Fathom.VolumeServer.Data;

/// <summary>What showing something will take.</summary>
/// <param name="Level">The level it is for.</param>
/// <param name="LayerBytes">Samples of all layers.</param>
/// <param name="PictureBytes">Pictures between renderer, encoder and viewers.</param>
internal readonly record struct MemoryEstimate(int Level, long LayerBytes, long PictureBytes)
{
    public long TotalBytes => LayerBytes > long.MaxValue - PictureBytes ? long.MaxValue : LayerBytes + PictureBytes;
}
