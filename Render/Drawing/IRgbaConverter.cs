using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>Converts a decoded picture to RGBA on the CPU. A seam: tests put a plain one in place of FFmpeg's.</summary>
internal interface IRgbaConverter : IDisposable
{
    /// <summary>Writes rows of a region of the picture in their order, interpolated or with pixels as squares; a negative stride turns their order. False when that cannot be done, and
    /// then for no row of it.</summary>
    bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth, int first, int count, bool blueFirst);
}
