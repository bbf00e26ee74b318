using System;
using System.Globalization;

namespace Fathom.Client.Export.Progress;

/// <summary>How far an export is, in words.</summary>
internal static class ProgressText
{
    /// <summary>One line: frames, per cent, rate, time left, size.</summary>
    public static string Of(in ProgressState state)
    {
        double part = state.Total > 0 ? 100.0 * state.Done / state.Total : 100;
        string rate = state.PerSecond > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {Rate(state.PerSecond)}, {Duration(TimeSpan.FromSeconds((state.Total - state.Done) / state.PerSecond))} left")
            : "";
        string size = state.Bytes > 0 ? ", " + Size(state.Bytes) + " so far" : "";

        // Cut off, not rounded: 100 % means that nothing is missing.
        return string.Create(CultureInfo.InvariantCulture, $"{state.Done} of {state.Total} frames, {Math.Floor(part):0} %{rate}{size}");
    }

    /// <summary>A time as people say it: 9 s, 4 min 10 s, 2 h 5 min.</summary>
    public static string Duration(TimeSpan time)
    {
        double seconds = Math.Max(0, Math.Ceiling(Math.Min(time.TotalSeconds, 86_400 * 365.0)));
        var whole = TimeSpan.FromSeconds(seconds);
        return whole.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
            : whole.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes} min {whole.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(whole.TotalHours):0} h {whole.Minutes} min");
    }

    /// <summary>A size as people say it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.00} GiB"),
    };

    private static string Rate(double perSecond) => perSecond >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0} pictures/s")
        : string.Create(CultureInfo.InvariantCulture, $"{1 / perSecond:0.0} s a picture");
}
