using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>Converts a decoded picture to RGBA on the CPU. A seam: tests put a plain one in place of FFmpeg's.</summary>
internal interface IRgbaConverter : IDisposable
{
    /// <summary>Writes a region of the picture, rows in their order, interpolated or with pixels as squares; false when that cannot be done.</summary>
    bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth);
}
