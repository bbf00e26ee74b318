using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Doctor;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

public sealed class DecoderProbeTests
{
    [SkippableFact]
    public void Doctor_claims_of_no_device_that_it_works_and_names_what_is_not_implemented()
    {
        FFmpegFact.SkipWithoutFFmpeg();

        IReadOnlyList<LibraryReport> reports = DecoderProbe.Run();

        Assert.Equal(["software"], reports.Where(report => report.Status == ProbeStatus.Works).Select(report => report.Name));
        Assert.All(reports.Where(report => report.Name is "nvdec" || report.Name.StartsWith("vaapi", StringComparison.Ordinal)), report => Assert.Contains("not run", report.Detail, StringComparison.Ordinal));
        Assert.All(["d3d11va", "videotoolbox"], name => Assert.Contains("not implemented", reports.Single(report => report.Name == name).Detail, StringComparison.Ordinal));
    }
}
