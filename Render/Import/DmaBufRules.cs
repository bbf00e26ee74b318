using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>What must hold before a driver sees a DMA-BUF picture. Drivers believe what they are told: a size that lies ends the process with SIGBUS,
/// or shows another process's memory.</summary>
internal static class DmaBufRules
{
    private const int LargestEdge = 16384;

    /// <summary>Sorts the planes of a picture by texture and checks each. Null when all is well, else why not.</summary>
    /// <param name="picture">The surface.</param>
    /// <param name="info">Its layout and size.</param>
    /// <param name="sizeOf">The true size of an object, negative if it has none.</param>
    /// <param name="layers">One entry for each plane of the layout.</param>
    internal static string? Check(in DmaBufPicture picture, in FrameInfo info, Func<int, long> sizeOf, Span<DmaBufLayer> layers)
    {
        if (info.Width is <= 0 or > LargestEdge || info.Height is <= 0 or > LargestEdge)
        {
            return $"a picture of {info.Width}×{info.Height} cannot be";
        }

        string? refusal = TrySort(picture, info.Layout, layers);
        for (int i = 0; refusal is null && i < layers.Length; i++)
        {
            layers[i].Width = info.Layout.RowBytesOf(i, info.Width) / BytesPerTexel(layers[i].Fourcc);
            layers[i].Height = info.Layout.RowsOf(i, info.Height);
            for (int plane = 0; refusal is null && plane < layers[i].Planes; plane++)
            {
                refusal = CheckPlane(picture[layers[i].First + plane], plane, info.Layout.RowBytesOf(i, info.Width), layers[i].Height, sizeOf);
            }
        }

        return refusal;
    }

    private static int BytesPerTexel(uint fourcc) => fourcc switch
    {
        DrmFormat.R8 => 1,
        DrmFormat.GR88 or DrmFormat.R16 => 2,
        _ => 4,
    };

    private static string? TrySort(in DmaBufPicture picture, PixelLayout layout, Span<DmaBufLayer> layers)
    {
        if (DrmFormat.Of(layout, 0) == 0)
        {
            return $"pictures in {layout} have no DRM format";
        }

        bool whole = picture.Count > 0 && DrmFormat.IsWholePicture(picture[0].Fourcc);
        int textures = whole ? picture.Count : picture.Layers;
        if (textures != layers.Length)
        {
            return $"{layout} needs {layers.Length} planes, the surface has {textures}";
        }

        for (int i = 0, at = 0; i < layers.Length; i++)
        {
            uint wanted = DrmFormat.Of(layout, i);
            uint found = picture[at].Fourcc;
            if (!whole && !DrmFormat.Fits(found, wanted))
            {
                return $"plane {i} of {layout} should be {DrmFormat.Name(wanted)}, the surface says {DrmFormat.Name(found)}";
            }

            layers[i] = new DmaBufLayer { First = at, Planes = whole ? 1 : CountOf(picture, at), Fourcc = wanted };
            at += layers[i].Planes;
        }

        return null;
    }

    private static int CountOf(in DmaBufPicture picture, int first)
    {
        int count = 1;
        while (first + count < picture.Count && picture[first + count].Layer == picture[first].Layer)
        {
            count++;
        }

        return count;
    }

    private static string? CheckPlane(in DmaBufPlane plane, int index, int rowBytes, int rows, Func<int, long> sizeOf)
    {
        long size = sizeOf(plane.Fd);
        if (size <= 0)
        {
            return "the size of the memory object cannot be read";
        }

        // What lies where in a tiled plane, or in a plane that only holds how another one is compressed, is the driver's secret; that the object is as
        // large as it was said to be is all that can be checked.
        bool linear = index == 0 && plane.Modifier is DrmFormat.Linear or DrmFormat.UnknownModifier;
        if (plane.Offset > int.MaxValue || plane.Pitch > int.MaxValue || (linear && plane.Pitch < rowBytes))
        {
            return $"a row of {rowBytes} bytes does not fit the pitch of {plane.Pitch}";
        }

        long end = linear ? plane.Offset + ((long)plane.Pitch * rows) : Math.Max(plane.ObjectBytes, plane.Offset + 1L);
        return end > size ? $"{rows} rows need {end} bytes, the memory object has {size}" : null;
    }
}
