using System;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Export;
using Fathom.Client.Export.Painting;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>The movie itself: which frames are in it, and that it is the same file however it came about.</summary>
public sealed class MovieFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void The_movie_has_every_frame_once_and_in_order()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        string path = _folder["out.mp4"];

        MovieReport report = Export(Plan(path) with { Frames = new FrameRange(100, 400, 4) }, workers: 3).Run(Line(), default);

        using var reader = OverlayVideoReader.Open(path);
        Assert.Equal((75, 75), (report.Plan.Frames.Count, reader.FrameCount));
        Assert.Equal(Enumerable.Range(0, 75).Select(static frame => 100 + (frame * 4)), Enumerable.Range(0, 75).Select(frame => TinyVideo.NumberAt(reader, frame)));
        Assert.Equal(Enumerable.Range(0, 75).Select(static frame => frame / 20.0), reader.Timestamps.ToArray().Select(static time => Math.Round(time, 6)));
        Assert.Equal(new FileInfo(path).Length, report.Bytes);
        Assert.False(Directory.Exists(path + ".parts"));
    }

    [SkippableFact]
    public void One_worker_or_four_or_two_halves_give_the_same_bytes()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Export(Plan(_folder["one.mp4"]), workers: 1).Run(Line(), default);
        Export(Plan(_folder["four.mp4"]), workers: 4).Run(Line(), default);
        using var stop = new CancellationTokenSource();
        int finished = 0;
        Assert.Throws<FathomException>(() => Export(Plan(_folder["halves.mp4"]), workers: 1, _ =>
        {
            if (++finished == 4)
            {
                stop.Cancel();
            }
        }).Run(Line(), stop.Token));
        Assert.False(File.Exists(_folder["halves.mp4"]));
        MovieReport report = Export(Plan(_folder["halves.mp4"]), workers: 4).Run(Line(), default);

        Assert.Equal(4, report.PartsReused);
        byte[] one = File.ReadAllBytes(_folder["one.mp4"]);
        Assert.Equal(one, File.ReadAllBytes(_folder["four.mp4"]));
        Assert.Equal(one, File.ReadAllBytes(_folder["halves.mp4"]));
    }

    [SkippableFact]
    public void An_odd_size_is_refused_before_anything_is_begun()
    {
        FFmpegFact.SkipWithoutFFmpeg();

        Assert.Throws<FathomException>(() => Export(Plan(_folder["out.mp4"]) with { Size = new SizePx(65, 64) }, workers: 1).Run(Line(), default));

        Assert.False(Directory.Exists(_folder["out.mp4.parts"]));
    }

    [SkippableFact]
    public void A_movie_that_was_there_stays_until_the_new_one_is_whole()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        File.WriteAllText(_folder["out.mp4"], "the old one");
        using var stop = new CancellationTokenSource();
        Assert.Throws<FathomException>(() => Export(Plan(_folder["out.mp4"]), workers: 1, _ => stop.Cancel()).Run(Line(), stop.Token));
        Assert.Equal("the old one", File.ReadAllText(_folder["out.mp4"]));

        Export(Plan(_folder["out.mp4"]), workers: 1).Run(Line(), default);

        using var reader = OverlayVideoReader.Open(_folder["out.mp4"]);
        Assert.Equal(80, reader.FrameCount);
    }

    public void Dispose() => _folder.Dispose();

    private static ExportPlan Plan(string path) => ExportScenes.Plan(path, 80, 10) with { Size = new SizePx(TinyVideo.Width, TinyVideo.Height) };

    private static MovieExport Export(ExportPlan given, int workers, Action<int>? finished = null)
    {
        ExportPlan plan = given with { Parts = new PartTable(given.Frames.Count, 10) };
        return new MovieExport(new PlannedMovie(plan, new PaintPlan(plan.Size.Width, plan.Size.Height), [], null), ExportScenes.RenderBlocks, TimeProvider.System)
        {
            OpenPainter = static () => new ExportScenes.Copier(),
            Workers = workers,
            PartFinished = finished ?? (static _ => { }),
        };
    }

    private static ExportLine Line() => new(TextWriter.Null, TimeProvider.System, isTerminal: false);
}
