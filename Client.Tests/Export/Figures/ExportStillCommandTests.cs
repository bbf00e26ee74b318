using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Render;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>The commands, against a server.</summary>
public sealed class ExportStillCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task One_to_one_shows_each_voxel_as_a_pixel_and_twice_the_same_file()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        (ExitCode code, JsonElement report, _) = await RunAsync(server, "still", "--dims", "z=12um", "--one-to-one", "-o", _folder["a.png"]);
        Assert.Equal(ExitCode.Ok, code);
        JsonElement dims = report.GetProperty("dims");
        Assert.Equal((6, "fathom.still/1"), (dims[1].GetProperty("index").GetInt32(), report.GetProperty("schema").GetString()));
        Assert.Equal($"{dims[3].GetProperty("size").GetInt32()}x{dims[2].GetProperty("size").GetInt32()}", report.GetProperty("size_px").GetString());

        // The centre of the first voxel is the centre of the first pixel; a unit is as long as its voxels.
        double[] matrix = [.. report.GetProperty("world_to_pixel").EnumerateArray().Select(static element => element.GetDouble())];
        double perVoxel = 1 / dims[3].GetProperty("scale").GetDouble();
        Assert.Equal([perVoxel, 0, 0.5, 0, perVoxel, 0.5], new[] { matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7] }.Select(static value => Math.Round(value, 9)));
        await RunAsync(server, "still", "--dims", "z=12um", "--one-to-one", "-o", _folder["b.png"]);
        Assert.Equal(await File.ReadAllBytesAsync(_folder["a.png"]), await File.ReadAllBytesAsync(_folder["b.png"]));
    }

    [SkippableFact]
    public async Task A_figure_has_its_bar_in_its_pixels()
    {
        FigureScene.SkipWithoutDrawing();
        await using VolumeServerApp server = await TestServer.StartAsync();
        (ExitCode code, JsonElement report, _) = await RunAsync(server, "still", "--width-mm", "60", "--dpi", "150", "--scale-bar", "--ink", "white", "-o", _folder["a.png"]);
        Assert.Equal(ExitCode.Ok, code);
        CapturedImage image = PngReader.Read(await File.ReadAllBytesAsync(_folder["a.png"]));
        Assert.Equal((354, 199), (image.Width, image.Height));

        // 384 µm across 354 pixels: the roundest bar within a quarter of it is 50 µm.
        double expected = 50 * report.GetProperty("scale").GetProperty("px_per_unit").GetDouble();
        int longest = Enumerable.Range(image.Height * 3 / 4, image.Height / 4).Max(y => LongestRun(image, y));
        Assert.InRange(longest, expected - 1, expected + 1);
    }

    [SkippableFact]
    public async Task A_projection_has_no_bar_in_perspective_and_no_video()
    {
        FigureScene.SkipWithoutDrawing();
        await using VolumeServerApp server = await TestServer.StartAsync(static options => options with { VolumeBytes = 4 << 20 });
        (ExitCode code, JsonElement report, string said) = await RunAsync(server, "still", "--ndisplay", "3", "--size", "160x120", "--scale-bar", "-o", _folder["a.png"]);
        Assert.Equal((ExitCode.Ok, 3), (code, report.GetProperty("ndisplay").GetInt32()));
        Assert.Contains("warning: No scale bar: in perspective", said, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder["t.csv"], "t,x,y\n0,1,1\n");
        FathomException refused = await Assert.ThrowsAsync<FathomException>(() => RunAsync(server, "still", "--ndisplay", "3", "--size", "160x120", "--overlay", _folder["t.csv"], "-o", _folder["b.png"]));
        Assert.Contains("2-D", refused.How, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["b.png"]));
    }

    [SkippableFact]
    public async Task A_page_shows_each_index()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        (ExitCode code, JsonElement report, string said) = await RunAsync(server, "html", "--axis", "z", "--frames", "0:20:10", "--size", "160x120", "-o", _folder["page.html"]);
        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal([0, 10], report.GetProperty("stills").EnumerateArray().Select(static still => still.GetProperty("index").GetInt32()));
        Assert.NotEqual(await File.ReadAllBytesAsync(_folder["page_files/still-00000.png"]), await File.ReadAllBytesAsync(_folder["page_files/still-00010.png"]));
        Assert.Contains("z = 20 µm", WebUtility.HtmlDecode(await File.ReadAllTextAsync(_folder["page.html"])), StringComparison.Ordinal);
        Assert.DoesNotContain("why:", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No server is named.", "still")]
    [InlineData("The one starts a server", "still", "--demo", "ws://127.0.0.1:1")]
    [InlineData("does not end in .png", "still", "--demo", "-o", "figure.jpg")]
    [InlineData("each says how many pixels", "still", "--demo", "--size", "40x40", "--width-mm", "80")]
    [InlineData("There is no such file.", "still", "--demo", "--session", "nowhere.json")]
    [InlineData("There is no such file.", "html", "--demo", "--overlay", "nowhere.mp4")]
    [InlineData("does not end in .html", "html", "--demo", "-o", "page.pdf")]
    public void What_cannot_be_is_refused_before_anything_is_started(string why, params string[] arguments)
    {
        FathomException refused = Assert.Throws<FathomException>(() => new CommandTable().Run(["export", .. arguments], Context(Stream.Null, TextWriter.Null)));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static CommandContext Context(Stream output, TextWriter error) => new(output, error, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

    private static async Task<(ExitCode Code, JsonElement Report, string Said)> RunAsync(VolumeServerApp server, string verb, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();

        // A thread of its own: the command waits on the one that calls it.
        ExitCode code = await Task.Factory.StartNew(
            () => new CommandTable().Run(["export", verb, server.StateUrl.ToString(), "--pixel-url", server.PixelUrl.ToString(), "--json", .. arguments], Context(output, error)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return (code, JsonDocument.Parse(output.ToArray()).RootElement, error.ToString());
    }

    private static int LongestRun(CapturedImage image, int y)
    {
        int longest = 0;
        for (int x = 0, run = 0; x < image.Width; x++)
        {
            run = FigureScene.At(image, x, y) == ShapeColor.Rgb(0xFFFFFF) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
