using System;
using System.Globalization;

namespace Fathom.ImpairmentProxy;

/// <summary>What one direction of a link does to bytes. Nothing is ever lost or reordered: TCP would mend it, and cost time.</summary>
internal sealed record DirectionProfile
{
    private const double SmallestWindow = 64 * 1024, WidestWindow = 1024 * 1024;

    /// <summary>A direction that does nothing.</summary>
    public static DirectionProfile Clear { get; } = new();

    /// <summary>One way, without queueing.</summary>
    public double DelayMs { get; init; }

    /// <summary>The scatter of the delay.</summary>
    public double JitterMs { get; init; }

    /// <summary>The form of the scatter.</summary>
    public NoiseKind Noise { get; init; } = NoiseKind.Uniform;

    /// <summary>How heavy the tail of the Pareto form is; smaller is heavier, above 1.</summary>
    public double Alpha { get; init; } = 2.5;

    /// <summary>Megabits a second; 0 has no limit.</summary>
    public double Mbit { get; init; }

    /// <summary>Bytes that pass at once after a rest, faster than the rate.</summary>
    public double BurstBytes { get; init; } = 16 * 1024;

    /// <summary>Bytes that the narrow place holds before the sender feels it.</summary>
    public double QueueBytes { get; init; } = 64 * 1024;

    /// <summary>Mean time between stalls; 0 never stalls.</summary>
    public double StallEverySeconds { get; init; }

    /// <summary>The shortest stall.</summary>
    public double StallMinMs { get; init; }

    /// <summary>The longest stall.</summary>
    public double StallMaxMs { get; init; }

    /// <summary>Bytes a second; infinite without a limit.</summary>
    public double BytesPerSecond => Mbit > 0 ? Mbit * 1e6 / 8 : double.PositiveInfinity;

    /// <summary>Bytes of one connection that may be inside the link: what is on its way and what queues, as TCP's window would allow.</summary>
    public long WindowBytes => Mbit > 0
        ? (long)Math.Clamp((BytesPerSecond * (DelayMs + JitterMs) / 1000) + QueueBytes, 8 * 1024, 64 * WidestWindow)
        : (long)(DelayMs > 0 ? WidestWindow : SmallestWindow);

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{DelayMs:0.###} ms");
        if (JitterMs > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" ± {JitterMs:0.###} ms {Noise.ToString().ToLowerInvariant()}");
        }

        text += Mbit > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Mbit:0.###} Mbit/s") : ", no limit";
        return StallEverySeconds > 0
            ? text + string.Create(CultureInfo.InvariantCulture, $", stalls of {StallMinMs:0.#}–{StallMaxMs:0.#} ms every {StallEverySeconds:0.##} s")
            : text;
    }
}
