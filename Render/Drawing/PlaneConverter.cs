using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>The converter of <c>Decode</c> behind our seam.</summary>
internal sealed class PlaneConverter : IRgbaConverter
{
    private readonly PictureConverter _converter = new(ConversionQuality.Fast);

    /// <inheritdoc/>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth, int first, int count, bool blueFirst)
        => _converter.TryToRgba(lease, destination, stride, region, smooth, first, count, blueFirst);

    /// <inheritdoc/>
    public void Dispose() => _converter.Dispose();
}
