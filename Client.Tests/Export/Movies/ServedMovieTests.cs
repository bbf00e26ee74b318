using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>Server, painter and encoder together, read back from what was written.</summary>
public sealed class ServedMovieTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Frame_k_holds_the_slice_and_the_overlay_frame_that_belong_to_it()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ServedMovie.ConnectAsync(server);
        VideoOverlaySpec overlay = ServedMovie.Overlay(_folder, 20);
        int depth = pictures.Recipe.Step[1];

        // From before the video begins until after it ended, in the mp4 and in pictures.
        PlannedMovie movie = ServedMovie.Plan(pictures, _folder["out.mp4"], "1:33:2", 5, [overlay]);
        ServedMovie.Export(movie, pictures, workers: 2);
        ServedMovie.Export(ServedMovie.Plan(pictures, _folder["pictures/"], "1:33:2", 5, [overlay]), pictures, workers: 1);

        using var reader = OverlayVideoReader.Open(_folder["out.mp4"]);
        Assert.Equal(16, reader.FrameCount);
        for (int frame = 0; frame < 16; frame++)
        {
            int time = 1 + (frame * 2), number = time - ServedMovie.VideoBegins;
            int expected = number is >= 0 and < 20 ? number : -1;
            TestPng decoded = ServedMovie.Picture(reader, frame, _folder), exact = TestPng.Read(_folder[$"pictures/frame-{frame:D5}.png"]);
            Assert.Equal((time, depth, expected), (Beads.Time(decoded), Beads.Depth(decoded), ServedMovie.Overlaid(decoded.Light)));
            Assert.Equal((time, depth, expected), (Beads.Time(exact), Beads.Depth(exact), ServedMovie.Overlaid(exact.Light)));
            Assert.Equal(time.ToString(System.Globalization.CultureInfo.InvariantCulture), exact.Texts["fathom.index"]);
        }

        Assert.Contains(movie.Warnings, static warning => warning.Contains("'numbers'", StringComparison.Ordinal) && warning.Contains("% of the scene", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task One_worker_or_four_or_two_halves_give_the_same_bytes_with_an_overlay()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ServedMovie.ConnectAsync(server);
        VideoOverlaySpec overlay = ServedMovie.Overlay(_folder, 20) with { Alpha = 0.5 };
        PlannedMovie Plan(string name) => ServedMovie.Plan(pictures, _folder[name], "2:26", 4, [overlay]);

        ServedMovie.Export(Plan("one.mp4"), pictures, workers: 1);
        ServedMovie.Export(Plan("four.mp4"), pictures, workers: 4);
        using var stop = new CancellationTokenSource();
        int finished = 0;
        FathomException stopped = Assert.Throws<FathomException>(() => ServedMovie.Export(
            Plan("halves.mp4"),
            pictures,
            workers: 2,
            _ =>
            {
                // Every worker that comes here afterwards stops too, whoever is slow to say so.
                if (Interlocked.Increment(ref finished) >= 3)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        MovieReport report = ServedMovie.Export(Plan("halves.mp4"), pictures, workers: 1);

        Assert.Equal(ExitCode.Interrupted, stopped.ExitCode);

        // How far the other worker comes before the stop reaches it is not ours to say; all six even.
        Assert.InRange(report.PartsReused, 3, 6);
        byte[] one = await File.ReadAllBytesAsync(_folder["one.mp4"]);
        Assert.Equal(one, await File.ReadAllBytesAsync(_folder["four.mp4"]));
        Assert.Equal(one, await File.ReadAllBytesAsync(_folder["halves.mp4"]));
    }

    [SkippableFact]
    public async Task Another_axis_moves_through_the_planes_and_says_that_overlays_stand_still()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using RemotePictures pictures = await ServedMovie.ConnectAsync(server);

        PlannedMovie movie = ServedMovie.Plan(pictures, _folder["planes/"], "10:40:10", 2, [ServedMovie.Overlay(_folder, 20)], axis: "z");
        ServedMovie.Export(movie, pictures, workers: 2);

        Assert.Equal([10, 20, 30], Enumerable.Range(0, 3).Select(frame => Beads.Depth(TestPng.Read(_folder[$"planes/frame-{frame:D5}.png"]))));
        Assert.Contains(movie.Warnings, static warning => warning.Contains("overlays follow time alone", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_server_that_goes_away_ends_it_with_what_is_kept()
    {
        ServedMovie.SkipWithoutGl();
        VolumeServerApp? server = await TestServer.StartAsync();
        try
        {
            await using RemotePictures pictures = await RemotePictures.ConnectAsync(
                new RemoteEndpoint(new Uri(server.StateUrl), new Uri(server.PixelUrl)) { Patience = TimeSpan.FromSeconds(1) }, CancellationToken.None);
            PlannedMovie movie = ServedMovie.Plan(pictures, _folder["out.mp4"], "0:100", 5, []);
            using var gone = new ManualResetEventSlim();
            int finished = 0;

            Task<FathomException> ended = Task.Run(() => Assert.Throws<FathomException>(() => ServedMovie.Export(movie, pictures, workers: 2, _ =>
            {
                // The workers stand still until the server has gone, so that it is gone in the middle.
                if (Interlocked.Increment(ref finished) >= 2)
                {
                    gone.Wait(s_patience);
                }
            })));
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref finished) >= 2, s_patience));
            VolumeServerApp leaving = server;
            server = null;
            await leaving.DisposeAsync();
            gone.Set();
            FathomException error = await ended.WaitAsync(s_patience);

            Assert.Equal(ExitCode.CannotConnect, error.ExitCode);
            Assert.Contains("are kept in", error.How, StringComparison.Ordinal);
            Assert.Equal(2, error.How.Split("the same command goes on").Length);
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
