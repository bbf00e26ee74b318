using System;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Bytes that arrived lately, and the least delay among them: what a path carries, and whether a queue stands in it.</summary>
/// <remarks>Pure; times in seconds come from outside. Threads: one at a time.</remarks>
internal sealed class DeliveryWindow
{
    /// <summary>With fewer, one late picture would be a trend.</summary>
    public const int Fewest = 3;

    private const int Capacity = 128;
    private const double Furthest = 4;

    private readonly double _seconds;
    private readonly (double At, int Bytes, double Delay)[] _samples = new (double, int, double)[Capacity];
    private int _next;
    private int _count;

    public DeliveryWindow(double seconds) => _seconds = seconds;

    public void Add(int bytes, double delay, double now)
    {
        _samples[_next] = (now, bytes, delay);
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    public void Clear() => _count = 0;

    /// <summary>
    /// Bits a second, samples, and the least delay over the window, which reaches back further where it would hold too few; the delay is infinite without samples.
    /// </summary>
    public (double BitsPerSecond, int Samples, double LeastDelay) Read(double now)
    {
        double bytes = 0, least = double.PositiveInfinity, since = now;
        int samples = 0;
        for (int i = 0; i < _count; i++)
        {
            (double at, int size, double delay) = _samples[(_next - 1 - i + (2 * Capacity)) % Capacity];
            since = at;
            if ((now - at > _seconds && samples >= Fewest) || now - at > Furthest)
            {
                break;
            }

            bytes += size;
            least = Math.Min(least, delay);
            samples++;
        }

        // What the oldest sample brought came before it, unless that is where the count begins.
        double span = Math.Max(now - since, samples == _count ? _seconds : 0.001);
        return (bytes * 8 / span, samples, least);
    }
}
