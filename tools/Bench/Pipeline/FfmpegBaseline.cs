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

    /// <summary>Runs it once; pictures a second.</summary>
    public static double Measure(PipelineSettings settings, CancellationToken interrupt)
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

    /// <summary>Pictures a second by what ffmpeg says at its end; null when it does not.</summary>
    internal static double? Parse(string said)
    {
        Match seconds = RealTime().Match(said);
        MatchCollection frames = FrameCount().Matches(said);
        if (!seconds.Success || frames.Count == 0)
        {
            return null;
        }

        double elapsed = double.Parse(seconds.Groups[1].Value, CultureInfo.InvariantCulture);
        return elapsed > 0 ? int.Parse(frames[^1].Groups[1].Value, CultureInfo.InvariantCulture) / elapsed : null;
    }

    private static FathomException Failed(string why) => new(
        ExitCode.MissingLibrary, "Cannot compare with ffmpeg.", why.Trim(), "Try the command by hand: ffmpeg -threads 1 -i FILE -f null -");

    [GeneratedRegex(@"rtime=(\d+(?:\.\d+)?)s")]
    private static partial Regex RealTime();

    [GeneratedRegex(@"frame=\s*(\d+)")]
    private static partial Regex FrameCount();
}
