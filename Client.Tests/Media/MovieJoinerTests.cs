using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class MovieJoinerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MovieJoinerTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int[]> Parts => new()
    {
        { "20", [1] },
        { "20", [1, 1, 1] },
        { "20", [7, 1, 2, 7, 1] },
        { "24", [2, 30, 7] },
        { "30000/1001", [7, 2, 33, 1] },
        { "0.5", [1, 2, 7] },
    };

    [SkippableTheory]
    [MemberData(nameof(Parts))]
    public void Joined_parts_are_one_movie_without_gap_or_overlap(string rate, int[] counts)
    {
        MovieSettings settings = NumberedMovie.Settings(rate);

        long frames = MovieJoiner.Join(Make(counts, settings), _folder["movie.mp4"], new MovieMetadata { Comment = "{}" });

        int total = counts.Sum();
        Assert.Equal(total, frames);
        Assert.Equal(Enumerable.Range(0, total), NumberedMovie.NumbersIn(_folder["movie.mp4"]));
        Assert.Equal(Enumerable.Range(0, total).Select(frame => settings.Rate.SecondsOf(frame)), NumberedMovie.TimesIn(_folder["movie.mp4"]));
    }

    [SkippableFact]
    public void Other_programs_find_every_frame_at_its_time_and_nothing_to_complain_of()
    {
        MovieJoiner.Join(Make([7, 1, 2, 25], NumberedMovie.Settings()), _folder["movie.mp4"]);

        double?[] times = FFprobeTool.TimesOf(_folder["movie.mp4"]);
        FFmpegTool.Run("-xerror -err_detect explode -i @0 -fps_mode passthrough -f rawvideo -pix_fmt gray @1", _folder["movie.mp4"], _folder["gray.raw"]);

        Assert.Equal(Enumerable.Range(0, 35).Select(i => Math.Round(i * 0.05, 6)), times.Select(time => Math.Round(time!.Value, 6)));
        Assert.Equal(35L * TinyVideo.Width * TinyVideo.Height, new FileInfo(_folder["gray.raw"]).Length);
    }

    [SkippableFact]
    public void The_same_parts_give_the_same_bytes()
    {
        string[] parts = Make([7, 2], NumberedMovie.Settings());

        MovieJoiner.Join(parts, _folder["first.mp4"]);
        MovieJoiner.Join(parts, _folder["second.mp4"]);

        Assert.Equal(File.ReadAllBytes(_folder["first.mp4"]), File.ReadAllBytes(_folder["second.mp4"]));
    }

    [SkippableFact]
    public void Parts_of_another_make_are_refused_by_name()
    {
        string part = Make([3], NumberedMovie.Settings())[0];
        string faster = NumberedMovie.Write(_folder["faster.mp4"], 0, 3, NumberedMovie.Settings("25"));
        string preset = NumberedMovie.Write(_folder["preset.mp4"], 0, 3, NumberedMovie.Settings(preset: "ultrafast"));

        Assert.Contains("the rate", Refusal(part, faster).Why, StringComparison.Ordinal);
        Assert.Contains("parameters", Refusal(part, preset).Why, StringComparison.Ordinal);
        Assert.Contains("preset.mp4", Refusal(part, preset).What, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_part_that_is_cut_off_or_uneven_is_refused()
    {
        string part = Make([30], NumberedMovie.Settings())[0];
        string uneven = TinyVideo.Make(_folder, "uneven.mp4", 20, "-vf setpts=N*(N+1)/2/TB/10 -fps_mode passthrough -c:v libx264 -pix_fmt yuv420p -bf 0");
        byte[] bytes = File.ReadAllBytes(part);
        File.WriteAllBytes(_folder["cut.mp4"], bytes[..(bytes.Length * 3 / 4)]);

        Assert.Contains("uneven.mp4", Refusal(uneven).What, StringComparison.Ordinal);
        Assert.Contains("cut.mp4", Refusal(_folder["cut.mp4"]).What, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_full_disk_and_an_end_on_the_way_leave_nothing()
    {
        string[] parts = Make([40], NumberedMovie.Settings());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        string[] many = [.. Enumerable.Repeat(parts[0], 10)];

        Assert.Throws<OperationCanceledException>(() => MovieJoiner.Join(many, _folder["ended.mp4"], cancel: cancelled.Token));
        if (File.Exists("/dev/full"))
        {
            File.CreateSymbolicLink(_folder["movie.mp4" + UnfinishedFile.Ending], "/dev/full");
            FathomException full = Assert.Throws<FathomException>(() => MovieJoiner.Join(parts, _folder["movie.mp4"]));
            Assert.Contains("No space left", full.Why, StringComparison.Ordinal);
        }

        Assert.Equal(parts, Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private FathomException Refusal(params string[] parts)
        => Assert.Throws<FathomException>(() => MovieJoiner.Join(parts, _folder["movie.mp4"]));

    private string[] Make(int[] counts, MovieSettings settings)
    {
        var parts = new List<string>();
        int first = 0;
        foreach (int count in counts)
        {
            parts.Add(NumberedMovie.Write(_folder[$"part{parts.Count}.mp4"], first, count, settings));
            first += count;
        }

        return [.. parts];
    }
}
