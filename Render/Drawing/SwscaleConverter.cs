using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>FFmpeg's converter behind our seam.</summary>
internal sealed class SwscaleConverter : IRgbaConverter
{
    private readonly PictureConverter _converter = new(ConversionQuality.Fast);

    /// <inheritdoc/>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, int width, int height)
        => _converter.TryToRgba(lease, destination, stride, width, height);

    /// <inheritdoc/>
    public void Dispose() => _converter.Dispose();
}
