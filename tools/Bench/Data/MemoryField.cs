using System;
using System.Collections.Immutable;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Data;

/// <summary>A stack of frames in memory, and the same as a file.</summary>
internal sealed class MemoryField : IFieldSource
{
    private readonly float[] _values;
    private readonly int _bins;

    public MemoryField(int frames, int bins)
    {
        (FrameCount, _bins) = (frames, bins);
        _values = new float[(long)frames * bins];
        var random = new Random(3);
        float[] some = new float[4096];
        for (int i = 0; i < some.Length; i++)
        {
            some[i] = random.NextSingle();
        }

        for (long at = 0; at < _values.LongLength; at += some.Length)
        {
            some.AsSpan(0, (int)Math.Min(some.Length, _values.LongLength - at)).CopyTo(_values.AsSpan((int)at));
        }
    }

    public int FrameCount { get; }

    public ImmutableArray<int> Shape => [FrameCount, _bins];

    public SampleType Sample => SampleType.Float32;

    public static void Write(string path, int frames, int bins)
    {
        var field = new MemoryField(Math.Min(frames, 1_000), bins);
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({frames}, {bins}), }}".PadRight(117) + "\n";
        using FileStream file = File.Create(path);
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)text.Length, 0]);
        file.Write(Encoding.Latin1.GetBytes(text));
        for (int frame = 0; frame < frames; frame += field.FrameCount)
        {
            file.Write(MemoryMarshal.AsBytes(field._values.AsSpan(0, Math.Min(field.FrameCount, frames - frame) * bins)));
        }
    }

    public void ReadFrame(int frame, Span<byte> destination) => MemoryMarshal.AsBytes(_values.AsSpan(frame * _bins, _bins)).CopyTo(destination);

    public void Read(ReadOnlySpan<int> origin, ReadOnlySpan<int> size, ReadOnlySpan<int> stride, Span<byte> destination)
    {
        for (int frame = 0, at = 0; frame < size[0]; frame += stride[0])
        {
            for (int bin = 0; bin < size[1]; bin += stride[1], at += sizeof(float))
            {
                MemoryMarshal.Write(destination[at..], _values[((long)(origin[0] + frame) * _bins) + origin[1] + bin]);
            }
        }
    }

    public void Dispose()
    {
    }
}
