using System;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>The slice being painted: light per sample as floats, and where the slice lies in the world.</summary>
internal sealed class SliceCanvas
{
    private float[] _light = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>µm from one sample to the next, both ways.</summary>
    public float Pitch { get; private set; }

    /// <summary>Depth of the slice, µm.</summary>
    public float Z { get; private set; }

    /// <summary>Development, 0 to 1.</summary>
    public float Progress { get; private set; }

    public Span<float> Light => _light.AsSpan(0, Width * Height);

    public Span<float> Row(int y) => _light.AsSpan(y * Width, Width);

    public void Begin(int width, int height, float pitch, float z, float progress)
    {
        if (_light.Length < width * height)
        {
            _light = new float[width * height];
        }

        (Width, Height, Pitch, Z, Progress) = (width, height, pitch, z, progress);
    }

    /// <summary>Sample range [first, end) that covers world coordinates from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public (int First, int End) Cover(float low, float high, int limit)
    {
        int first = Math.Max(0, (int)MathF.Ceiling(low / Pitch));
        int end = Math.Min(limit, (int)MathF.Floor(high / Pitch) + 1);
        return (first, Math.Max(first, end));
    }
}
