using System;
using System.Buffers;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>Copies samples that follow each other in a mapped file to where they belong, in host byte order and as the type that is handed out.</summary>
/// <param name="file">The mapped bytes.</param>
/// <param name="sample">How samples lie there.</param>
/// <param name="count">Samples of one run that are wanted.</param>
/// <param name="stride">Every how many samples of the file one is wanted.</param>
/// <param name="step">Bytes from one sample to the next at the destination.</param>
internal readonly struct NpyRunReader(SafeBuffer file, NpySample sample, int count, int stride, int step)
{
    /// <summary>Samples further apart than this are fetched one by one: the pages between them need not be touched.</summary>
    private const int FarApart = 2048;

    private readonly int _bytesOut = sample.IsHalf ? 4 : sample.Bytes;

    public void Read(long from, Span<byte> destination)
    {
        if (stride == 1 && step == sample.Bytes)
        {
            Span<byte> all = destination[..(count * step)];
            file.ReadSpan((ulong)from, all);
            ByteOrder.ToHost(all, sample.Bytes, sample.IsBigEndian);
            return;
        }

        if ((long)stride * sample.Bytes > FarApart || count == 1)
        {
            Span<byte> one = stackalloc byte[8];
            for (int i = 0; i < count; i++)
            {
                file.ReadSpan((ulong)(from + ((long)i * stride * sample.Bytes)), one[..sample.Bytes]);
                Put(one[..sample.Bytes], destination[(i * step)..]);
            }

            return;
        }

        byte[] scratch = ArrayPool<byte>.Shared.Rent((((count - 1) * stride) + 1) * sample.Bytes);
        Span<byte> run = scratch.AsSpan(0, (((count - 1) * stride) + 1) * sample.Bytes);
        file.ReadSpan((ulong)from, run);
        for (int i = 0; i < count; i++)
        {
            Put(run.Slice(i * stride * sample.Bytes, sample.Bytes), destination[(i * step)..]);
        }

        ArrayPool<byte>.Shared.Return(scratch);
    }

    private void Put(Span<byte> one, Span<byte> destination)
    {
        ByteOrder.ToHost(one, sample.Bytes, sample.IsBigEndian);
        if (sample.IsHalf)
        {
            float wide = (float)MemoryMarshal.Read<Half>(one);
            MemoryMarshal.Write(destination, wide);
            return;
        }

        one.CopyTo(destination[.._bytesOut]);
    }
}
