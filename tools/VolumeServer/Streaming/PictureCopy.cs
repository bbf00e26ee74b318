using System;
using Fathom.Decode;
using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>A drawn picture into the encoder's planes: the price of drawing the next one while this one is encoded.</summary>
internal static class PictureCopy
{
    public static void Into(in YuvPicture planes, YuvBuffer picture)
    {
        CopyPlane(picture.Luma, picture.Width, planes.Y, planes.YStride);
        CopyPlane(picture.ChromaU, picture.Width / 2, planes.U, planes.UStride);
        CopyPlane(picture.ChromaV, picture.Width / 2, planes.V, planes.VStride);
    }

    private static void CopyPlane(ReadOnlySpan<byte> source, int width, Span<byte> target, int stride)
    {
        for (int from = 0, to = 0; from < source.Length; from += width, to += stride)
        {
            source.Slice(from, width).CopyTo(target[to..]);
        }
    }
}
