using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.Bench.Pipeline;

/// <summary>What FFmpeg's own program needs for the same file: <c>ffmpeg -threads N -i FILE -f null -</c>. Its own clock is taken, which begins after
/// the file was opened, as ours does.</summary>
internal static partial class FfmpegBaseline
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>The command that is run.</summary>
    public static string[] Arguments(PipelineSettings settings)
    {
        string[] before = ["-hide_banner", "-nostdin", "-nostats", "-benchmark", "-threads", settings.Threads.ToString(CultureInfo.InvariantCulture), "-i", settings.Input, "-map", "0:v:0"];
        string[] limit = settings.Frames > 0 ? ["-frames:v", settings.Frames.ToString(CultureInfo.InvariantCulture)] : [];
        return [.. before, .. limit, "-f", "null", "-"];
    }

    /// <summary>Runs it once.</summary>
    public static FfmpegRate Measure(PipelineSettings settings, CancellationToken interrupt)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in Arguments(settings))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start) ?? throw new Win32Exception("No process was started.");
            using CancellationTokenRegistration onInterrupt = interrupt.Register(static state => ((Process)state!).Kill(), process);
            string said = process.StandardError.ReadToEnd();
            if (!process.WaitForExit(s_patience) || process.ExitCode != 0)
            {
                interrupt.ThrowIfCancellationRequested();
                throw Failed(said.Length > 400 ? said[^400..] : said);
            }

            return Parse(said) ?? throw Failed("Its output has neither a number of frames nor a time.");
        }
        catch (Win32Exception error)
        {
            throw new FathomException(
                ExitCode.MissingLibrary, "Cannot compare with ffmpeg.", error.Message, "Install the program, for example: apt-get install ffmpeg. Or leave --against-ffmpeg out.", error);
        }
    }

    /// <summary>What ffmpeg says at its end; null when it does not.</summary>
    internal static FfmpegRate? Parse(string said)
    {
        Match times = Times().Match(said);
        MatchCollection frames = FrameCount().Matches(said);
        if (!times.Success || frames.Count == 0)
        {
            return null;
        }

        int count = int.Parse(frames[^1].Groups[1].Value, CultureInfo.InvariantCulture);
        double user = Seconds(times.Groups[1]), system = Seconds(times.Groups[2]), real = Seconds(times.Groups[3]);
        return real > 0 && count > 0 ? new FfmpegRate(count / real, (user + system) * 1000 / count) : null;
    }

    private static double Seconds(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private static FathomException Failed(string why) => new(
        ExitCode.MissingLibrary, "Cannot compare with ffmpeg.", why.Trim(), "Try the command by hand: ffmpeg -threads 1 -i FILE -f null -");

    [GeneratedRegex(@"utime=(\d+(?:\.\d+)?)s stime=(\d+(?:\.\d+)?)s rtime=(\d+(?:\.\d+)?)s")]
    private static partial Regex Times();

    [GeneratedRegex(@"frame=\s*(\d+)")]
    private static partial Regex FrameCount();
}
