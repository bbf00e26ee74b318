using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export;
using Fathom.Client.Export.Painting;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Progress;
using Fathom.Client.Export.Remote;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>Parts, workers, ends and new beginnings, with pictures that need neither a server nor GL.</summary>
public sealed class MovieExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Frame_k_shows_exactly_the_index_that_belongs_to_it(int workers)
    {
        ExportPlan plan = ExportScenes.Plan(_folder["pictures/"], 47, 10) with { Frames = new FrameRange(5, 240, 5) };

        MovieReport report = Export(plan, workers).Run(Line(), default);

        Assert.Equal((47, 0), (report.Made, report.PartsReused));
        Assert.Equal(47, Directory.GetFiles(_folder["pictures"]).Length);
        for (int frame = 0; frame < 47; frame++)
        {
            byte[] png = File.ReadAllBytes(_folder[$"pictures/frame-{frame:D5}.png"]);
            Assert.Equal((5 + (frame * 5), 7), IndicesIn(png));
        }

        Assert.False(Directory.Exists(_folder["pictures.parts"]));
        Assert.Equal(report.Bytes, Directory.GetFiles(_folder["pictures"]).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public void Stopped_at_half_and_gone_on_with_by_others_it_is_the_same()
    {
        Export(ExportScenes.Plan(_folder["whole/"], 60, 6), 1).Run(Line(), default);
        using var stop = new CancellationTokenSource();
        int finished = 0;
        ExportPlan plan = ExportScenes.Plan(_folder["halved/"], 60, 6);

        FathomException stopped = Assert.Throws<FathomException>(() => Export(plan, 1, _ =>
        {
            if (++finished == 5)
            {
                stop.Cancel();
            }
        }).Run(Line(), stop.Token));
        MovieReport report = Export(plan, 3).Run(Line(), default);

        Assert.Equal(ExitCode.Interrupted, stopped.ExitCode);
        Assert.Contains("5 of 10 parts", stopped.How, StringComparison.Ordinal);
        Assert.Equal((5, 30), (report.PartsReused, report.Made));
        AssertSame("whole", "halved");
    }

    [Fact]
    public void A_part_that_was_damaged_or_taken_away_meanwhile_is_made_anew()
    {
        Export(ExportScenes.Plan(_folder["whole/"], 40, 10), 1).Run(Line(), default);
        ExportPlan plan = ExportScenes.Plan(_folder["mended/"], 40, 10);
        StopAfter(plan, 3);
        string damaged = Path.Combine(_folder["mended.parts"], "part-000000", "frame-00003.png");
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes[^20] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        Directory.Delete(Path.Combine(_folder["mended.parts"], "part-000001"), recursive: true);

        MovieReport report = Export(plan, 2).Run(Line(), default);

        Assert.Equal(1, report.PartsReused);
        AssertSame("whole", "mended");
    }

    [Fact]
    public void Another_plan_does_not_go_on_with_the_parts_unless_told_to_begin_anew()
    {
        ExportPlan plan = ExportScenes.Plan(_folder["pictures/"], 40, 10), other = plan with { Frames = new FrameRange(0, 40, 1) };
        StopAfter(plan, 2);

        FathomException refusal = Assert.Throws<FathomException>(() => Export(other, 1).Run(Line(), default));
        MovieReport report = new MovieExport(new PlannedMovie(other, new PaintPlan(32, 32), [], null), ExportScenes.Render, TimeProvider.System)
        {
            OpenPainter = static () => new ExportScenes.Copier(),
            Restart = true,
        }.Run(Line(), default);

        Assert.Contains("frames was 2:42 and is 0:40", refusal.Why, StringComparison.Ordinal);
        Assert.Equal((0, 40), (report.PartsReused, report.Made));
    }

    [Fact]
    public void The_first_error_ends_all_workers_and_says_what_is_kept()
    {
        ExportPlan plan = ExportScenes.Plan(_folder["pictures/"], 100, 10);
        Task<RemotePicture> Render(ImmutableArray<int> step, CancellationToken cancel) => step[0] == 57
            ? Task.FromException<RemotePicture>(new FathomException(ExitCode.CannotConnect, "The server is gone.", "It was switched off.", "Switch it on."))
            : ExportScenes.Render(step, cancel);

        FathomException error = Assert.Throws<FathomException>(() =>
            new MovieExport(Planned(plan), Render, TimeProvider.System) { OpenPainter = static () => new ExportScenes.Copier(), Workers = 3 }.Run(Line(), default));

        Assert.Equal((ExitCode.CannotConnect, "The server is gone."), (error.ExitCode, error.What));
        Assert.Contains("Switch it on. ", error.How, StringComparison.Ordinal);
        Assert.True(error.How.Contains("parts (", StringComparison.Ordinal) || error.How.Contains("No part was finished", StringComparison.Ordinal), error.How);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["pictures.parts"], "*.tmp"));
    }

    [Fact]
    public void A_painter_that_cannot_be_opened_ends_it()
    {
        var export = new MovieExport(Planned(ExportScenes.Plan(_folder["pictures/"], 100, 10)), ExportScenes.Render, TimeProvider.System)
        {
            OpenPainter = static () => throw new FathomException(ExitCode.MissingLibrary, "No GL.", "There is none.", "Install it."),
            Workers = 4,
        };

        Assert.Equal(ExitCode.MissingLibrary, Assert.Throws<FathomException>(() => export.Run(Line(), default)).ExitCode);
    }

    [Fact]
    public void A_disk_that_refuses_is_told_as_what_it_is()
    {
        ExportPlan plan = ExportScenes.Plan(_folder["pictures/"], 40, 10);
        int finished = 0;

        FathomException error = Assert.Throws<FathomException>(() => Export(plan, 1, _ =>
        {
            if (++finished == 2)
            {
                throw new IOException("No space left on device");
            }
        }).Run(Line(), default));

        Assert.Equal((ExitCode.Usage, "No space left on device"), (error.ExitCode, error.Why));
        Assert.Contains("2 of 4 parts", error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_a_longer_export_in_the_same_folder_are_not_mixed_up()
    {
        Directory.CreateDirectory(_folder["pictures"]);
        File.WriteAllText(_folder["pictures/frame-00040.png"], "");

        FathomException refusal = Assert.Throws<FathomException>(() => Export(ExportScenes.Plan(_folder["pictures/"], 40, 10), 1).Run(Line(), default));

        Assert.Contains("frame-00040.png", refusal.Why, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["pictures.parts"]));
    }

    public void Dispose()
    {
        _said.Dispose();
        _folder.Dispose();
    }

    private static (int Time, int Plane) IndicesIn(byte[] png)
    {
        var image = PngReader.Read(png);
        return (image.Rgba[0] | (image.Rgba[1] << 8), image.Rgba[2]);
    }

    private static PlannedMovie Planned(ExportPlan plan) => new(plan, new PaintPlan(plan.Size.Width, plan.Size.Height), [], null);

    private static MovieExport Export(ExportPlan plan, int workers, Action<int>? finished = null) => new(Planned(plan), ExportScenes.Render, TimeProvider.System)
    {
        OpenPainter = static () => new ExportScenes.Copier(),
        Workers = workers,
        PartFinished = finished ?? (static _ => { }),
    };

    private void StopAfter(ExportPlan plan, int parts)
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<FathomException>(() => Export(plan, 1, _ =>
        {
            if (--parts == 0)
            {
                stop.Cancel();
            }
        }).Run(Line(), stop.Token));
    }

    private ExportLine Line() => new(_said, TimeProvider.System, isTerminal: false);

    private void AssertSame(string expected, string actual)
    {
        string[] names = [.. Directory.GetFiles(_folder[expected]).Select(Path.GetFileName).Order()!];
        Assert.Equal(names, Directory.GetFiles(_folder[actual]).Select(Path.GetFileName).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder[expected], name)), File.ReadAllBytes(Path.Combine(_folder[actual], name))));
    }
}
