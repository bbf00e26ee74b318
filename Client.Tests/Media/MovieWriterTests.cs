using System;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Media;

public sealed class MovieWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MovieWriterTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("20", 1)]
    [InlineData("20", 2)]
    [InlineData("24", 61)]
    [InlineData("30000/1001", 47)]
    [InlineData("0.5", 5)]
    [InlineData("1000/7", 30)]
    public void Every_frame_has_its_number_and_its_exact_time(string rate, int frames)
    {
        MovieSettings settings = NumberedMovie.Settings(rate);

        string path = NumberedMovie.Write(_folder["movie.mp4"], 100, frames, settings);

        Assert.Equal(Enumerable.Range(100, frames), NumberedMovie.NumbersIn(path));
        Assert.Equal(Enumerable.Range(0, frames).Select(frame => settings.Rate.SecondsOf(frame)), NumberedMovie.TimesIn(path));
    }

    [SkippableFact]
    public void Other_programs_see_the_same_frames_and_times()
    {
        string path = NumberedMovie.Write(_folder["movie.mp4"], 0, 30, NumberedMovie.Settings("30000/1001"));

        FFmpegTool.Run("-i @0 -f rawvideo -pix_fmt gray @1", path, _folder["gray.raw"]);
        double?[] times = FFprobeTool.TimesOf(path);

        byte[] gray = File.ReadAllBytes(_folder["gray.raw"]);
        Assert.Equal(30 * TinyVideo.Width * TinyVideo.Height, gray.Length);
        Assert.Equal(Enumerable.Range(0, 30), Enumerable.Range(0, 30).Select(i => NumberIn(gray.AsSpan(i * TinyVideo.Width * TinyVideo.Height))));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => Math.Round(i * 1001 / 30000.0, 6)), times.Select(time => time!.Value));
    }

    [SkippableFact]
    public void The_same_pictures_give_the_same_bytes_and_nothing_of_this_machine()
    {
        MovieSettings settings = NumberedMovie.Settings() with { Metadata = new MovieMetadata { Title = "Fathom", Comment = "{\"frames\":[0,40]}" } };

        byte[] first = File.ReadAllBytes(NumberedMovie.Write(_folder["first.mp4"], 0, 40, settings));
        byte[] second = File.ReadAllBytes(NumberedMovie.Write(_folder["second.mp4"], 0, 40, settings));

        Assert.Equal(first, second);
        string text = Encoding.Latin1.GetString(first);
        Assert.Contains(settings.Metadata.Comment, text, StringComparison.Ordinal);
        Assert.Contains("\u00A9nam", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lavf", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_index_lies_in_front_and_keys_are_a_second_apart()
    {
        string path = NumberedMovie.Write(_folder["movie.mp4"], 0, 65, NumberedMovie.Settings("20"));

        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        using var file = MediaFile.Open(path);
        using var pool = new Fathom.Decode.NativeBufferPool();
        int keys = 0;
        while (file.TryRead(pool, out MediaPacket packet) == MediaReadResult.Packet)
        {
            keys += packet.IsKeyframe ? 1 : 0;
            packet.Buffer.Return();
        }

        Assert.True(text.IndexOf("moov", StringComparison.Ordinal) < text.IndexOf("mdat", StringComparison.Ordinal));
        Assert.True(keys >= 4);
        Assert.True(file.Video!.ReorderedFrames > 0, "Frames that refer forward make files small.");
    }

    [SkippableFact]
    public void Without_an_end_nothing_is_left()
    {
        using (var writer = MovieWriter.Create(_folder["movie.mp4"], NumberedMovie.Settings()))
        {
            writer.Write(TinyVideo.Rgba(1), TinyVideo.Width * 4);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [SkippableFact]
    public void A_full_disk_is_told_and_nothing_is_left()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full.");
        File.CreateSymbolicLink(_folder["movie.mp4" + UnfinishedFile.Ending], "/dev/full");

        FathomException error = Assert.Throws<FathomException>(() => NumberedMovie.Write(_folder["movie.mp4"], 0, 300, NumberedMovie.Settings()));

        Assert.Contains("No space left", error.Why, StringComparison.Ordinal);
        Assert.Contains("Make room", error.How, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [SkippableFact]
    public void What_was_there_stays_until_the_new_one_is_complete()
    {
        string path = NumberedMovie.Write(_folder["movie.mp4"], 0, 3, NumberedMovie.Settings());

        using (var writer = MovieWriter.Create(path, NumberedMovie.Settings()))
        {
            writer.Write(TinyVideo.Rgba(9), TinyVideo.Width * 4);
            Assert.Equal([0, 1, 2], NumberedMovie.NumbersIn(path));
            writer.Finish();
        }

        Assert.Equal([9], NumberedMovie.NumbersIn(path));
    }

    [SkippableFact]
    public void A_hundred_writers_leave_nothing_open()
    {
        MovieSettings settings = NumberedMovie.Settings(preset: "ultrafast");
        for (int i = 0; i < 100; i++)
        {
            using var writer = MovieWriter.Create(_folder["movie.mp4"], settings);
            writer.Write(TinyVideo.Rgba(i), TinyVideo.Width * 4);
            if (i % 2 == 0)
            {
                writer.Finish();
            }
        }

        if (Directory.Exists("/proc/self/fd"))
        {
            Assert.DoesNotContain(Directory.EnumerateFiles("/proc/self/fd"), file => new FileInfo(file).LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
        }

        Assert.Equal(["movie.mp4"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private static int NumberIn(ReadOnlySpan<byte> gray)
    {
        int number = 0;
        for (int bit = 0; bit < 16; bit++)
        {
            number |= gray[(((bit / 4 * 16) + 8) * TinyVideo.Width) + (bit % 4 * 16) + 8] > 128 ? 1 << bit : 0;
        }

        return number;
    }
}
