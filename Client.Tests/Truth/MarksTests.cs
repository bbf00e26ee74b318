using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>What the pixels on the screen say against what the frames' data say, on every picture that was shown.</summary>
public sealed class MarksTests(ITestOutputHelper output)
{
    private static readonly string[] s_script =
    [
        """{"do":"wait","until":"picture"}""",
        """{"do":"scrub","axis":"z","from":20,"to":40,"ms":1000,"hz":30}""",
        """{"do":"wait","until":"settled"}""",
        """{"do":"ndisplay","value":3}""",
        """{"do":"orbit","azimuth":10,"elevation":5}""",
        """{"do":"wait","until":"settled"}""",
        """{"do":"orbit","azimuth":10,"elevation":5}""",
        """{"do":"wait","until":"settled"}""",
        """{"do":"wait","ms":700}""",
    ];

    [SkippableFact]
    public async Task Marks_in_the_drawn_pixels_agree_with_what_frames_and_timeline_say()
    {
        await using TruthServer server = await TruthServer.StartAsync(ppm: 200);

        TruthClient client = TruthClient.Run(server.StateUrl, server.PixelUrl, drawn: true, s_script);

        var lossy = client.Pictures.Where(picture => picture.Info.View.Quality != FrameQuality.Lossless).ToList();
        Assert.NotEmpty(lossy);
        foreach (ShownPicture picture in lossy)
        {
            Assert.True(picture.Info.HasView);
            Assert.True(picture.Mark is not null, $"frame {picture.Info.Sequence} has no mark");
            BurnMark mark = picture.Mark.Value;
            Assert.Equal((uint)picture.Info.View.Revision, mark.Revision);
            Assert.Equal((picture.Info.View.Step[0], picture.Info.View.Step[1]), (mark.First, mark.Second));
        }

        List<double> told = [], joined = [], rejoined = [];
        foreach (FrameRecord frame in client.Frames.Where(frame => frame.Fate == FrameFate.Shown && !frame.IsStill))
        {
            double marked = lossy.First(picture => picture.Info.Sequence == frame.Sequence).Mark!.Value.UnixSeconds;
            double truth = server.ToLocal(marked);
            told.Add(Math.Abs(StageTimes.Absolute(frame.ServerTimestamp, frame.Server.RenderStart) - marked) * 1000);
            Assert.True(truth < frame.FirstByte / client.Frequency, "rendered after it came");
            Join(joined, frame.Clock, marked, truth);
            Join(rejoined, client.History.At(truth), marked, truth);
        }

        output.WriteLine(
            $"{told.Count} frames: times told and in the marks differ by at most {told.Max():F4} ms; on this clock by at most {joined.Append(0).Max():F3} ms as recorded, {rejoined.Append(0).Max():F3} ms as joined afterwards");
        Assert.InRange(told.Max(), 0, 2);
    }

    /// <summary>The mark's time on this clock must be where it truly is, as far as the bar says. It carries the time of what the server's own clock reading took.</summary>
    private static void Join(List<double> errors, in ClockReading clock, double marked, double truth)
    {
        if (clock is not { HasOffset: true, IsEstimated: false })
        {
            return;
        }

        double error = Math.Abs(clock.ToLocal(marked) - truth), bar = clock.UncertaintyAt(truth);
        Assert.True(error <= bar + 20e-6, $"{error * 1000} ms off, ± {bar * 1000} ms claimed");
        errors.Add(error * 1000);
    }
}
