using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.VolumeServer.Commands;

/// <summary>Plays the demo's own scene through renderer and encoder for a moment, in one size after the other, until one fits this machine.</summary>
internal static class SelfTest
{
    /// <summary>Of what all cores give; the rest is for the client's window, the system and whatever else runs.</summary>
    private const double Budget = 0.6;

    /// <summary>A picture must be ready well within its period, however many cores there are.</summary>
    private const double LatencyBudget = 0.7;

    /// <summary>Threads that work on the slices of one frame.</summary>
    private static readonly int s_codecThreads = Math.Min(Environment.ProcessorCount, 4);

    private static readonly ImmutableArray<(int Width, int Height, int Fps)> s_candidates =
        [(1280, 720, 30), (960, 540, 30), (640, 360, 30), (640, 360, 15)];

    public static SelfTestResult Run(TimeSpan total, TimeProvider time)
    {
        var tried = ImmutableArray.CreateBuilder<SelfTestCandidate>();
        foreach ((int width, int height, int fps) in s_candidates)
        {
            // Half of what is left for each: most machines need only the first.
            SelfTestCandidate candidate = Measure(width, height, fps, total / 2, time);
            total /= 2;
            tried.Add(candidate);
            if (candidate.Fits)
            {
                break;
            }
        }

        SelfTestCandidate chosen = tried[^1];
        string reason = !chosen.Fits
            ? $"This machine is slow: {chosen.Width}×{chosen.Height} at {chosen.FramesPerSecond} fps is the smallest offered, and it may stutter."
            : tried.Count == 1
                ? $"This machine holds {chosen.Width}×{chosen.Height} at {chosen.FramesPerSecond} fps."
                : $"This machine holds {chosen.Width}×{chosen.Height} at {chosen.FramesPerSecond} fps; {tried[^2].Width}×{tried[^2].Height} at {tried[^2].FramesPerSecond} fps would take {tried[^2].Load:0 %} of it.";
        return new SelfTestResult(chosen, tried.ToImmutable(), reason);
    }

    private static SelfTestCandidate Measure(int width, int height, int fps, TimeSpan duration, TimeProvider time)
    {
        var source = new EmbryoVolume(7);
        var layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        SceneState state = SceneState.Initial(layout, width, height);
        var picture = new RenderedPicture(width, height);
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = width, Height = height, FramesPerSecond = fps, BitsPerSecond = 8_000_000 });
        var output = new ArrayBufferWriter<byte>(1 << 18);
        using var decoder = new DecodeProbe();
        List<double> render = [], encode = [], decode = [];
        long begin = time.GetTimestamp();
        for (int frame = 0; frame < 3 || time.GetElapsedTime(begin) < duration; frame++)
        {
            long start = time.GetTimestamp();
            renderer.Render(state with { Step = state.Step.SetItem(0, frame % EmbryoGeometry.Times) }, picture, RenderEffort.Interactive, CancellationToken.None);
            long rendered = time.GetTimestamp();
            PictureCopy.Into(encoder.Picture, picture.Buffer);
            output.ResetWrittenCount();
            encoder.Encode(frame == 0, output, out bool isKeyframe);
            long encoded = time.GetTimestamp();
            decoder.TryDecode(output.WrittenSpan, isKeyframe);
            long decoded = time.GetTimestamp();

            // The first frames pay for the compiler and the key frame; they say nothing about the rate.
            if (frame >= 2)
            {
                render.Add(time.GetElapsedTime(start, rendered).TotalMilliseconds);
                encode.Add(time.GetElapsedTime(rendered, encoded).TotalMilliseconds);
                decode.Add(time.GetElapsedTime(encoded, decoded).TotalMilliseconds);
            }
        }

        return Judge(width, height, fps, Percentiles(render), Percentiles(encode), Percentiles(decode));
    }

    private static SelfTestCandidate Judge(int width, int height, int fps, Distribution render, Distribution encode, Distribution decode)
    {
        // Encoder and decoder work on several slices side by side; drawing (conversion, upload, blit) costs what the picture is large.
        double draw = width * height / 921_600.0 * 2;
        double work = render.P50 + ((encode.P50 + decode.P50) * s_codecThreads) + draw;
        double period = 1000.0 / fps, load = work / (period * Environment.ProcessorCount);
        bool fits = load <= Budget && render.P50 + encode.P50 <= LatencyBudget * period;
        return new SelfTestCandidate(width, height, fps, render, encode, decode, load, fits);
    }

    private static Distribution Percentiles(List<double> values) => Distribution.FromValues(values.ToArray());
}
