using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Server;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>A real state.update through both real sockets, read off the picture that answers it.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-snapshot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [InlineData(12, 40)]
    [InlineData(70, 3)]
    public async Task A_step_changes_the_picture_to_the_asked_plane_and_the_picture_says_so(int z, int t)
    {
        await using VolumeServerApp server = await TestServer.StartAsync(
            static options => options with { Video = new VideoSettings(768, 432, 30, 8_000_000, false) });
        string path = Path.Combine(_folder, "z.png");

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "--dims", $"t={t},z={z}", "-o", path, "--size", "768x432");
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        TestPng picture = TestPng.Read(path);
        Assert.Equal(z, Beads.Depth(picture));
        Assert.Equal(t, Beads.Time(picture));
        string[] step = picture.Texts["fathom.step"].Split(',');
        Assert.Equal(t.ToString(CultureInfo.InvariantCulture), step[0]);
        Assert.Equal(z.ToString(CultureInfo.InvariantCulture), step[1]);
        long asked = long.Parse(picture.Texts["fathom.asked_revision"], CultureInfo.InvariantCulture);
        long shown = long.Parse(picture.Texts["fathom.revision"], CultureInfo.InvariantCulture);
        Assert.True(shown >= asked && asked > 0, $"shown {shown}, asked {asked}");
        Assert.Equal(server.StateUrl.TrimEnd('/'), picture.Texts["fathom.server"].TrimEnd('/'));
        Assert.Equal(16, picture.Texts["fathom.world_to_pixel"].Split(' ').Length);
        Assert.Equal("768x432", picture.Texts["fathom.picture_size"]);
        Assert.Equal("RGB", picture.Texts["fathom.colors"]);
        Assert.Equal("lossless still", picture.Texts["fathom.decoder"]);
        Assert.Equal("Lossless", picture.Texts["fathom.quality"]);
    }

    [SkippableTheory]
    [InlineData("z=9999", "0 to 95")]
    [InlineData("y=3", "t, z")]
    public async Task What_cannot_be_shown_leaves_no_picture(string dims, string said)
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        string path = Path.Combine(_folder, "none.png");

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "--dims", dims, "-o", path);
        Programs.SkipIfLacking(outcome);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [SkippableFact]
    public async Task An_axis_that_is_not_there_is_named_with_those_that_are()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "--dims", "w=1", "-o", Path.Combine(_folder, "w.png"));
        Programs.SkipIfLacking(outcome);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'w'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("t, z", outcome.Error, StringComparison.Ordinal);
    }
}
