using System;

namespace Fathom.Decode;

/// <summary>A picture in CUDA device memory, in the device's primary context. Lies in native memory for the life of its lease; a
/// <see cref="SurfaceHandle"/> holds its address.</summary>
/// <param name="Device">The device's number.</param>
/// <param name="Plane0">Device address of the first plane.</param>
/// <param name="Pitch0">Bytes from one of its rows to the next.</param>
/// <param name="Plane1">Device address of the second plane; 0 without one.</param>
/// <param name="Pitch1">Bytes from one of its rows to the next.</param>
/// <param name="Plane2">Device address of the third plane; 0 without one.</param>
/// <param name="Pitch2">Bytes from one of its rows to the next.</param>
public readonly record struct CudaPicture(int Device, ulong Plane0, int Pitch0, ulong Plane1, int Pitch1, ulong Plane2, int Pitch2)
{
    /// <summary>The picture behind a handle. Valid while the lease is open.</summary>
    public static unsafe ref readonly CudaPicture Of(SurfaceHandle surface)
    {
        if (surface.Kind != SurfaceKind.CudaPointer || surface.Native == 0)
        {
            throw new ArgumentException("The surface is no CUDA picture.", nameof(surface));
        }

        return ref *(CudaPicture*)surface.Native;
    }

    /// <summary>Address and pitch of one plane.</summary>
    public (ulong Address, int Pitch) Plane(int index) => index switch
    {
        0 => (Plane0, Pitch0),
        1 => (Plane1, Pitch1),
        _ => (Plane2, Pitch2),
    };
}
