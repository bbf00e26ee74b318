using System;
using System.Linq;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class FFmpegProbeTests
{
    [SkippableFact]
    public void Libraries_codecs_and_devices_are_tried_and_said()
    {
        FFmpegFact.SkipWithoutFFmpeg();

        LibraryReport[] reports = [.. FFmpegProbe.Run()];

        Assert.Equal(ProbeStatus.Works, reports.Single(r => r.Name == "libavcodec").Status);
        Assert.Equal(ProbeStatus.Works, reports.Single(r => r.Name == "decoder h264").Status);
        Assert.Equal(ProbeStatus.Works, reports.Single(r => r.Name == "encoder h264").Status);
        Assert.Contains("libavcodec", reports.Single(r => r.Name == "libavcodec").Detail, StringComparison.Ordinal);
        Assert.All(reports.Where(r => r.Name.StartsWith("device ", StringComparison.Ordinal)), report =>
        {
            Assert.NotEqual(ProbeStatus.Works, report.Status);
            Assert.NotEmpty(report.Detail);
        });
    }
}
