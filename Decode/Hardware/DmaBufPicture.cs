using System;
using System.Runtime.CompilerServices;

namespace Fathom.Decode;

/// <summary>A picture in DMA-BUF objects. Lies in native memory for the life of its lease; a <see cref="SurfaceHandle"/> holds its address.</summary>
public struct DmaBufPicture
{
    /// <summary>Planes that there can be: four layers of a colour plane and a compression plane each.</summary>
    public const int MostPlanes = 8;

    private PlaneArray _planes;

    /// <summary>How many planes there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many textures they make.</summary>
    public int Layers { get; private set; }

    /// <summary>One plane.</summary>
    public readonly DmaBufPlane this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _planes[index];
        }
    }

    /// <summary>The picture behind a handle. Valid while the lease is open.</summary>
    public static unsafe ref readonly DmaBufPicture Of(SurfaceHandle surface)
    {
        if (surface.Kind != SurfaceKind.DmaBuf || surface.Native == 0)
        {
            throw new ArgumentException("The surface is no DMA-BUF picture.", nameof(surface));
        }

        return ref *(DmaBufPicture*)surface.Native;
    }

    /// <summary>Adds a plane; false when there are too many. Planes of a layer must follow one another.</summary>
    public bool TryAdd(in DmaBufPlane plane)
    {
        if (Count == MostPlanes || plane.Layer < 0 || plane.Layer > Layers)
        {
            return false;
        }

        _planes[Count++] = plane;
        Layers = Math.Max(Layers, plane.Layer + 1);
        return true;
    }

    [InlineArray(MostPlanes)]
    private struct PlaneArray
    {
        private DmaBufPlane _first;
    }
}
