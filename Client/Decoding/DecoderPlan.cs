using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Decoding;

/// <summary>Decides in which order the ways to decode are tried: as asked for, or the fastest first as it was timed on this machine.</summary>
internal static class DecoderPlan
{
    private static readonly string s_clip = string.Create(CultureInfo.InvariantCulture, $"the built-in clip, H.264 {TestClip.Width}×{TestClip.Height}");

    /// <summary>The ladder for a run. Only where there is more than one way is anything timed, once for each GL and FFmpeg.</summary>
    /// <param name="wish">What the user asks for.</param>
    /// <param name="cache">Where times are kept; null for nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told what takes long.</param>
    public static DecoderLadder Make(DecoderWish wish, PathCache? cache, TimeProvider time, Action<string> say)
    {
        IReadOnlyList<DecoderCandidate> candidates = DecoderCandidates.For(wish);
        if (wish != DecoderWish.Auto)
        {
            return new DecoderLadder(candidates, "as asked for");
        }

        if (candidates.Count == 1)
        {
            return new DecoderLadder(candidates, "there is no device to decode on");
        }

        try
        {
            PathReport report = Measure(cache, time, renew: false, say);
            return new DecoderLadder(DecoderCandidates.For(wish, report.Order), Explain(report));
        }
        catch (FathomException error)
        {
            return new DecoderLadder(candidates, $"not timed: {error.Why}");
        }
    }

    /// <summary>The times of this machine: those that are kept, or new ones, which are then kept.</summary>
    public static PathReport Measure(PathCache? cache, TimeProvider time, bool renew, Action<string> say)
    {
        using IRenderWindow surface = RenderWindows.OpenHeadless(TestClip.Width, TestClip.Height);
        string key = $"{surface.Description}; {FFmpegVersion.Describe()}; {string.Join(", ", DecoderCandidates.For(DecoderWish.Auto).Select(candidate => candidate.Path))}";
        if (!renew && cache?.TryRead(key) is { } kept)
        {
            return kept;
        }

        say("timing the ways to decode, once for this machine …");
        var report = new PathReport(key, s_clip, new PathTimer(surface, TestClip.Load(), time).Run(DecoderCandidates.All()));
        if (cache?.TryWrite(report) is { } trouble)
        {
            say($"the times could not be kept in {cache.FileName}: {trouble}");
        }

        return report;
    }

    private static string Explain(PathReport report)
    {
        IEnumerable<string> failed = report.Paths.Where(path => path.Failure is not null && path.Decoder != DecoderCandidates.Software).Select(path => $"{path.Decoder} failed when it was timed: {path.Failure}");
        return string.Join("; ", failed.Prepend(report.Why));
    }
}
