using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode.Local;
using Fathom.VolumeServer.Serving;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>Ten thousand frames cost ten thousand times one frame: in napari-animation #115 they took three days, since the cost grew with the index.</summary>
public sealed class MovieSoakTests : IDisposable
{
    private const int Frames = 10_000, Part = 100;

    private readonly TemporaryFolder _folder = new();
    private readonly ITestOutputHelper _output;

    public MovieSoakTests(ITestOutputHelper output) => _output = output;

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task The_last_thousand_of_ten_thousand_frames_cost_what_the_first_did_and_memory_stays_flat()
    {
        ServedMovie.SkipWithoutGl();
        await using VolumeServerApp server = await TestServer.StartAsync(static options => options with { GeneratedTimes = Frames });
        await using RemotePictures pictures = await ServedMovie.ConnectAsync(server);
        PlannedMovie planned = ServedMovie.Plan(pictures, _folder["long.mp4"], $"0:{Frames}", Part, [ServedMovie.Overlay(_folder, Frames)]);
        PlannedMovie movie = planned with
        {
            Plan = planned.Plan with { Size = new SizePx(160, 120) },
            Painting = planned.Painting with { Width = 160, Height = 120 },
        };
        long early = 0, late = 0;
        int finished = 0;

        MovieReport report = ServedMovie.Export(movie, pictures, workers: 1, _ =>
        {
            switch (Interlocked.Increment(ref finished))
            {
                case Frames / Part / 5:
                    early = Kept();
                    break;
                case (Frames / Part) - 1:
                    late = Kept();
                    break;
            }
        });

        TestNotes.Tell(_output, string.Create(
            CultureInfo.InvariantCulture,
            $"movie of {Frames} frames of 160x120: {report.Made / report.Elapsed.TotalSeconds:0.0} frames/s, last 1,000 / first 1,000 = {report.CostRatio:0.000}, kept memory {early >> 20} MiB after a fifth, {late >> 20} MiB at the end"));
        Assert.InRange(report.CostRatio!.Value, 0, 1.25);
        Assert.InRange(late - early, long.MinValue, 32L << 20);
    }

    public void Dispose() => _folder.Dispose();

    private static long Kept() => GC.GetTotalMemory(forceFullCollection: true);
}
