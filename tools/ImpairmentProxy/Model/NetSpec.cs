using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.ImpairmentProxy;

/// <summary>
/// Reads a link from text: a preset, settings, or a preset changed by settings, with commas between: <c>wifi,down=10,delay=40</c>.
/// </summary>
internal static class NetSpec
{
    private static readonly string[] s_keys =
        ["delay", "delay-down", "delay-up", "jitter", "noise", "alpha", "down", "up", "burst", "queue", "stall", "stall-every"];

    /// <summary>Reads the text or says what is wrong with it.</summary>
    public static NetProfile Parse(string text)
    {
        NetProfile profile = NetProfile.None with { Name = text };
        bool first = true;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                profile = With(profile, part[..equals], part[(equals + 1)..], text);
            }
            else if (first && NetProfile.Presets.FirstOrDefault(preset => preset.Name == part) is { } preset)
            {
                profile = preset with { Name = text };
            }
            else
            {
                throw Wrong(text, $"'{part}' is neither a preset nor a setting.{Near(part)}");
            }

            first = false;
        }

        return first ? throw Wrong(text, "It is empty.") : profile;
    }

    private static NetProfile With(NetProfile profile, string key, string value, string text) => key switch
    {
        "delay" => Each(profile, Number(key, value, text, 0, 10_000), static (direction, ms) => direction with { DelayMs = ms }),
        "delay-down" => profile with { Down = profile.Down with { DelayMs = Number(key, value, text, 0, 10_000) } },
        "delay-up" => profile with { Up = profile.Up with { DelayMs = Number(key, value, text, 0, 10_000) } },
        "jitter" => Each(profile, Number(key, value, text, 0, 10_000), static (direction, ms) => direction with { JitterMs = ms }),
        "noise" => Each(profile, Noise(value, text), static (direction, noise) => direction with { Noise = noise }),
        "alpha" => Each(profile, Number(key, value, text, 1.01, 100), static (direction, alpha) => direction with { Alpha = alpha }),
        "down" => profile with { Down = profile.Down with { Mbit = Number(key, value, text, 0, 100_000) } },
        "up" => profile with { Up = profile.Up with { Mbit = Number(key, value, text, 0, 100_000) } },
        "burst" => Each(profile, Number(key, value, text, 0, 1e8), static (direction, bytes) => direction with { BurstBytes = bytes }),
        "queue" => Each(profile, Number(key, value, text, 1024, 1e8), static (direction, bytes) => direction with { QueueBytes = bytes }),
        "stall" => Stall(profile, value, text),
        "stall-every" => Each(profile, Number(key, value, text, 0, 1e6), static (direction, seconds) => direction with { StallEverySeconds = seconds }),
        _ => throw Wrong(text, $"There is no setting '{key}'.{Near(key)}"),
    };

    private static NetProfile Each<T>(NetProfile profile, T value, Func<DirectionProfile, T, DirectionProfile> change) =>
        profile with { Down = change(profile.Down, value), Up = change(profile.Up, value) };

    private static NetProfile Stall(NetProfile profile, string value, string text)
    {
        int dash = value.IndexOf('-', StringComparison.Ordinal);
        double shortest = Number("stall", dash < 0 ? value : value[..dash], text, 0, 60_000);
        double longest = dash < 0 ? shortest : Number("stall", value[(dash + 1)..], text, shortest, 60_000);
        return Each(profile, (shortest, longest), static (direction, ms) => direction with
        {
            StallMinMs = ms.shortest,
            StallMaxMs = ms.longest,
            StallEverySeconds = direction.StallEverySeconds > 0 ? direction.StallEverySeconds : 5,
        });
    }

    private static NoiseKind Noise(string value, string text) => value switch
    {
        "uniform" => NoiseKind.Uniform,
        "normal" => NoiseKind.Normal,
        "pareto" => NoiseKind.Pareto,
        _ => throw Wrong(text, $"'{value}' is no noise: uniform, normal or pareto."),
    };

    private static double Number(string key, string value, string text, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw Wrong(text, string.Create(CultureInfo.InvariantCulture, $"'{value}' cannot be {key}: a number from {least} to {most}."));

    private static string Near(string word)
    {
        List<string> names = [.. NetProfile.Presets.Select(static preset => preset.Name), .. s_keys];
        return NearestName.Find(word, names) is { } nearest ? $" Is '{nearest}' meant?" : string.Empty;
    }

    private static FathomException Wrong(string text, string why) => new(
        ExitCode.Usage,
        $"'{text}' does not describe a network.",
        why,
        $"Write {string.Join(", ", NetProfile.Presets.Select(static preset => preset.Name))}, or settings as in 'wifi,down=10,delay=40,jitter=5'; the settings are {string.Join(", ", s_keys)}.");
}
