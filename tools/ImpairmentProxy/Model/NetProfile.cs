using System.Collections.Generic;

namespace Fathom.ImpairmentProxy;

/// <summary>Both directions of a link. Down is from the server to the client.</summary>
/// <param name="Name">The preset's name or the text it was read from.</param>
/// <param name="Down">Server to client.</param>
/// <param name="Up">Client to server.</param>
internal sealed record NetProfile(string Name, DirectionProfile Down, DirectionProfile Up)
{
    /// <summary>Nothing is changed.</summary>
    public static NetProfile None { get; } = new("none", DirectionProfile.Clear, DirectionProfile.Clear);

    /// <summary>A cable in the same building.</summary>
    public static NetProfile Lan { get; } = Both("lan", new DirectionProfile { DelayMs = 0.5, JitterMs = 0.1, Noise = NoiseKind.Normal, Mbit = 1000, BurstBytes = 256 * 1024, QueueBytes = 512 * 1024 });

    /// <summary>Wireless at home: fast, late now and then, with short outages.</summary>
    public static NetProfile Wifi { get; } = new(
        "wifi",
        new DirectionProfile { DelayMs = 6, JitterMs = 3, Noise = NoiseKind.Pareto, Alpha = 2.2, Mbit = 80, QueueBytes = 256 * 1024, StallEverySeconds = 6, StallMinMs = 30, StallMaxMs = 120 },
        new DirectionProfile { DelayMs = 6, JitterMs = 3, Noise = NoiseKind.Pareto, Alpha = 2.2, Mbit = 30, QueueBytes = 128 * 1024, StallEverySeconds = 6, StallMinMs = 30, StallMaxMs = 120 });

    /// <summary>Another continent: 150 ms there and back.</summary>
    public static NetProfile Wan { get; } = new(
        "wan",
        new DirectionProfile { DelayMs = 75, JitterMs = 2, Noise = NoiseKind.Normal, Mbit = 50, QueueBytes = 256 * 1024 },
        new DirectionProfile { DelayMs = 75, JitterMs = 2, Noise = NoiseKind.Normal, Mbit = 20, QueueBytes = 128 * 1024 });

    /// <summary>A line that a video fills.</summary>
    public static NetProfile FourMbit { get; } = new(
        "4mbit",
        new DirectionProfile { DelayMs = 15, JitterMs = 5, Mbit = 4 },
        new DirectionProfile { DelayMs = 15, JitterMs = 5, Mbit = 1 });

    /// <summary>What can be asked for by name.</summary>
    public static IReadOnlyList<NetProfile> Presets { get; } = [None, Lan, Wifi, Wan, FourMbit];

    /// <summary>A link that is the same in both directions.</summary>
    public static NetProfile Both(string name, DirectionProfile direction) => new(name, direction, direction);
}
