using System;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>
/// A cube of bright balls over camera noise, in memory: no brick of it is empty, so nothing can be skipped that a real picture would have.
/// </summary>
internal sealed class NoisyBlobs : IVolumeSource
{
    private readonly byte[] _samples;
    private readonly int _edge;

    public NoisyBlobs(int edge, SampleType type, int seed)
    {
        _edge = edge;
        double top = type == SampleType.UInt8 ? 255 : 4095;
        VolumeAxis Axis(string name) => new(name, AxisKind.Space, edge, 1, "micrometer");
        Info = new VolumeInfo($"blobs {edge}", [Axis("z"), Axis("y"), Axis("x")], type, 0.05 * top, 0.8 * top, "magma");
        _samples = new byte[(long)edge * edge * edge * Info.BytesPerSample];
        Fill(new Random(seed), top);
    }

    public VolumeInfo Info { get; }

    public ReadOnlySpan<byte> Samples => _samples;

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        int bytes = Info.BytesPerSample, into = 0, columns = request.CountAlong(2);
        for (int z = 0; z < request.CountAlong(0); z++)
        {
            for (int y = 0; y < request.CountAlong(1); y++)
            {
                long row = ((((long)(request.Origin[0] + (z * request.Stride[0])) * _edge) + request.Origin[1] + (y * request.Stride[1])) * _edge) + request.Origin[2];
                for (int x = 0; request.Stride[2] > 1 && x < columns; x++)
                {
                    _samples.AsSpan((int)((row + (x * request.Stride[2])) * bytes), bytes).CopyTo(destination[(into + (x * bytes))..]);
                }

                if (request.Stride[2] == 1)
                {
                    _samples.AsSpan((int)(row * bytes), columns * bytes).CopyTo(destination[into..]);
                }

                into += columns * bytes;
            }
        }

        return RegionContent.Complete;
    }

    public void Dispose()
    {
    }

    private void Fill(Random random, double top)
    {
        // Noise from a table: a random number for each of 134 million samples would take longer than everything measured.
        byte[] noise = new byte[1 << 16];
        random.NextBytes(noise);
        uint state = 1;
        for (int i = 0; i < _samples.Length / Info.BytesPerSample; i++)
        {
            if ((i & 0xFFF) == 0)
            {
                state = (state * 1664525) + 1013904223;
            }

            Put(i, noise[(i + (int)(state >> 16)) & 0xFFFF] / 255.0 * 0.08 * top);
        }

        for (int ball = 0; ball < 60; ball++)
        {
            double radius = _edge * (0.02 + (0.06 * random.NextDouble())), light = top * (0.3 + (0.7 * random.NextDouble()));
            double x = _edge * random.NextDouble(), y = _edge * random.NextDouble(), z = _edge * random.NextDouble();
            Ball(x, y, z, radius, light);
        }
    }

    private void Ball(double x, double y, double z, double radius, double light)
    {
        int Low(double at) => (int)Math.Max(0, at - radius);
        int High(double at) => (int)Math.Min(_edge - 1, at + radius);
        for (int k = Low(z); k <= High(z); k++)
        {
            for (int j = Low(y); j <= High(y); j++)
            {
                for (int i = Low(x); i <= High(x); i++)
                {
                    double distance = Math.Sqrt(((i - x) * (i - x)) + ((j - y) * (j - y)) + ((k - z) * (k - z))) / radius;
                    int at = (((k * _edge) + j) * _edge) + i;
                    Put(at, Math.Max(SampleRows.ToDouble(Info.Sample, _samples, at), light * Math.Clamp((1 - distance) * 3, 0, 1)));
                }
            }
        }
    }

    private void Put(int at, double value)
    {
        if (Info.Sample == SampleType.UInt8)
        {
            _samples[at] = (byte)value;
        }
        else
        {
            BitConverter.TryWriteBytes(_samples.AsSpan(2 * at, 2), (ushort)value);
        }
    }
}
