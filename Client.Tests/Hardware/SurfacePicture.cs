using System;
using System.Runtime.InteropServices;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Tests.Hardware;

/// <summary>A test picture in DMA-BUF memory, as a decoder with a device would hand it over: all planes in one object, one behind the other.</summary>
internal sealed unsafe class SurfacePicture : IDisposable
{
    private const int Start = 256;
    private const int RowPadding = 64;

    private readonly NativeBufferPool _pool = new();
    private readonly int[] _offsets = new int[3];
    private readonly int[] _pitches = new int[3];

    internal SurfacePicture(YuvSamples samples, int missingRows = 0)
    {
        Samples = samples;
        int total = Start;
        for (int i = 0; i < samples.Layout.PlaneCount(); i++)
        {
            _offsets[i] = total;
            _pitches[i] = ((samples.Layout.RowBytesOf(i, samples.Width) + 63) & ~63) + RowPadding;
            total += _pitches[i] * samples.Layout.RowsOf(i, samples.Height);
        }

        Memory = new DmaBufMemory(total - (missingRows * _pitches[samples.Layout.PlaneCount() - 1]));
        if (missingRows == 0)
        {
            Write(samples);
        }
    }

    internal YuvSamples Samples { get; }

    internal DmaBufMemory Memory { get; }

    internal LeaseLedger Ledger { get; } = new(4, "surface test");

    /// <summary>Puts other samples of the same kind into the memory.</summary>
    internal void Write(YuvSamples samples)
    {
        FrameLease source = samples.Open(Ledger, _pool);
        for (int i = 0; i < source.PlaneCount; i++)
        {
            PlaneView plane = source.GetPlane(i);
            for (int y = 0; y < plane.Rows; y++)
            {
                plane.Row(y).CopyTo(Memory.Bytes[(_offsets[i] + (y * _pitches[i]))..]);
            }
        }

        source.Release(LeaseRole.Decoder);
    }

    /// <summary>What an exporter would say of it.</summary>
    /// <param name="whole">One layer with all planes, as some drivers do, instead of a layer for each.</param>
    internal DmaBufPicture Describe(bool whole = false)
    {
        DmaBufPicture picture = default;
        for (int i = 0; i < Samples.Layout.PlaneCount(); i++)
        {
            uint fourcc = whole ? (Samples.Layout == PixelLayout.Nv12 ? DrmFormat.NV12 : DrmFormat.P010) : DrmFormat.Of(Samples.Layout, i);
            _ = picture.TryAdd(new DmaBufPlane(whole ? 0 : i, fourcc, Memory.Fd, Memory.Bytes.Length, (uint)_offsets[i], (uint)_pitches[i], DrmFormat.Linear));
        }

        return picture;
    }

    /// <summary>A lease on it; the decoder role is held.</summary>
    internal FrameLease Open(DmaBufPicture picture)
    {
        var backing = new Description(picture);
        var info = new FrameInfo
        {
            Width = Samples.Width,
            Height = Samples.Height,
            Layout = Samples.Layout,
            Color = Samples.Color,
            Path = "vaapi test",
            Surface = new SurfaceHandle(SurfaceKind.DmaBuf, backing.Address),
        };
        return Ledger.TryOpen(info, default, backing, out FrameLease lease) ? lease : throw new InvalidOperationException("The ledger of the test is full.");
    }

    public void Dispose()
    {
        Memory.Dispose();
        _pool.Dispose();
    }

    private sealed class Description : IFrameBacking
    {
        internal Description(DmaBufPicture picture)
        {
            Address = (nint)NativeMemory.Alloc((nuint)sizeof(DmaBufPicture));
            *(DmaBufPicture*)Address = picture;
        }

        internal nint Address { get; }

        public void Free() => NativeMemory.Free((void*)Address);
    }
}
