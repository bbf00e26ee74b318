using System;

namespace Fathom.Decode;

/// <summary>The planes of the encoder's next picture, for writing: 8 bit 4:2:0, BT.709 limited range.</summary>
/// <remarks>Valid until the next call of <see cref="VideoEncoder.Encode"/>; fetch it anew for each frame.</remarks>
public readonly struct YuvPicture
{
    internal YuvPicture(PlaneView luma, PlaneView blue, PlaneView red)
    {
        YPlane = luma;
        UPlane = blue;
        VPlane = red;
    }

    /// <summary>Luma.</summary>
    public PlaneView YPlane { get; }

    /// <summary>Blue difference, halved both ways.</summary>
    public PlaneView UPlane { get; }

    /// <summary>Red difference, halved both ways.</summary>
    public PlaneView VPlane { get; }

    /// <summary>Columns of luma.</summary>
    public int Width => YPlane.RowBytes;

    /// <summary>Rows of luma.</summary>
    public int Height => YPlane.Rows;

    /// <summary>Luma bytes, with <see cref="YStride"/> from row to row.</summary>
    public Span<byte> Y => YPlane.Bytes;

    /// <summary>Blue difference bytes, with <see cref="UStride"/> from row to row.</summary>
    public Span<byte> U => UPlane.Bytes;

    /// <summary>Red difference bytes, with <see cref="VStride"/> from row to row.</summary>
    public Span<byte> V => VPlane.Bytes;

    /// <summary>Bytes from one luma row to the next.</summary>
    public int YStride => YPlane.Stride;

    /// <summary>Bytes from one row to the next.</summary>
    public int UStride => UPlane.Stride;

    /// <summary>Bytes from one row to the next.</summary>
    public int VStride => VPlane.Stride;
}
