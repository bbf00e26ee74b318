using System;
using Fathom.VolumeServer.Commands;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class StartupLineTests
{
    [Fact]
    public void The_line_at_start_says_what_is_served_and_how()
    {
        using var embryo = new EmbryoVolume(7);

        string line = StartupLine.Of("1.2.3", new ServerOptions(), SceneLayout.Of(embryo), 4, 256 << 20);

        Assert.StartsWith(
            "fathom-server 1.2.3: generated embryo (uint16; t 120 × 30 second, z 96 × 2 micrometer, y 432 × 0.5 micrometer, x 768 × 0.5 micrometer; 1 level(s); 1 image and 0 label layer(s)); h264 1280×720 at 30 fps; 4 chunk worker(s), 256 MiB of chunks; in 3-D level 0, 128 MiB of 512 MiB; ",
            line,
            StringComparison.Ordinal);
    }
}
