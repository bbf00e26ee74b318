using System.Collections.Generic;

namespace Fathom.Protocol.Configuration;

/// <summary>
/// Every key that some command of some program reads from the configuration file, which they share: so each can tell a key of another command from
/// a slip of the pen. A test compares the list with the programs' option tables.
/// </summary>
internal static class KnownKeys
{
    /// <summary>The keys.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(System.StringComparer.Ordinal)
    {
        "allow-plaintext",
        "async-io",
        "bitrate",
        "burn-marks",
        "cache-mib",
        "decoder",
        "flight-recorder",
        "fps",
        "generated-times",
        "headless",
        "height",
        "host",
        "json",
        "keep-size",
        "latency-ms",
        "log",
        "log-file",
        "max-clients",
        "max-height",
        "max-message-mib",
        "max-mib",
        "max-width",
        "no-panels",
        "pixel-port",
        "pixel-url",
        "play",
        "play-fps",
        "port",
        "presenter",
        "root",
        "seconds",
        "seed",
        "size",
        "stats",
        "theme",
        "timeout",
        "token",
        "token-file",
        "ui-scale",
        "volume-memory-mib",
        "width",
        "workers",
    };
}
