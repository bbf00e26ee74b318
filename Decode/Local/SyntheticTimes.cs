using System;
using System.Globalization;

namespace Fathom.Decode.Local;

/// <summary>Times made of a frame number and a rate, for what has none of its own.</summary>
internal static class SyntheticTimes
{
    /// <summary>Longer than this, the error of a rate that is only nearly right shows: 0.1 % of it are 0.6 s.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    internal static double[] Make(int count, double rate)
    {
        double[] times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = i / rate;
        }

        return times;
    }

    /// <summary>What to say of such times; null when they are short enough to pass.</summary>
    internal static string? Warning(string path, int count, double rate)
    {
        double seconds = count / rate;
        return seconds <= s_longest.TotalSeconds ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{path} has no times; they are made of {rate:0.###} frames a second. Over its {seconds / 60:0.#} minutes a rate that is 0.1 % wrong ends {seconds / 1000:0.0} s beside. Give the times of its frames, if the camera noted them.");
    }
}
