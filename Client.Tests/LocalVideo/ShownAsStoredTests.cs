using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

public sealed class ShownAsStoredTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ShownAsStoredTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(0, 1, -1, 0, "turned by 90 degrees clockwise")]
    [InlineData(-1, 0, 0, -1, "turned by")]
    [InlineData(0, -1, 1, 0, "turned by -90 degrees clockwise")]
    [InlineData(1, 0, 0, -1, "mirrored")]
    public void A_wish_to_be_turned_is_a_warning_and_the_pixels_stay(int a, int b, int c, int d, string words)
    {
        string path = Turned(a, b, c, d);

        using var reader = OverlayVideoReader.Open(path);

        Assert.Contains(words, Assert.Single(reader.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, TinyVideo.NumberAt(reader, 2));
    }

    [SkippableFact]
    public void A_file_without_such_a_wish_has_no_warning()
    {
        using var reader = OverlayVideoReader.Open(Turned(1, 0, 0, 1));

        Assert.Empty(reader.Warnings);
    }

    [SkippableTheory]
    [InlineData("wide.mp4")]
    [InlineData("wide.mkv")]
    public void Pixels_that_are_not_square_are_a_warning_that_names_the_way_out(string name)
    {
        string path = TinyVideo.Make(_folder, name, 3, "-vf setsar=16/11 -c:v libx264 -pix_fmt yuv420p");

        using var reader = OverlayVideoReader.Open(path);

        string warning = Assert.Single(reader.Warnings);
        Assert.Contains("1.455 times as wide", warning, StringComparison.Ordinal);
        Assert.Contains("--kind affine", warning, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_cover_is_not_taken_for_the_video()
    {
        string video = TinyVideo.Make(_folder, "video.mp4", 5, "-c:v libx264 -pix_fmt yuv420p");
        string cover = TinyVideo.Make(_folder, "cover.png", 1, "-frames:v 1 -vf scale=32:32");
        FFmpegTool.Run("-i @0 -i @1 -map 1 -map 0 -c copy -disposition:v:0 attached_pic @2", video, cover, _folder["both.mp4"]);
        FFmpegTool.Run("-f lavfi -t 1 -i anullsrc -i @0 -map 0 -map 1 -c:a flac -c:v copy -disposition:v attached_pic @1", cover, _folder["sound.flac"]);

        using var both = OverlayVideoReader.Open(_folder["both.mp4"]);
        using var file = MediaFile.Open(_folder["both.mp4"]);
        FathomException sound = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(_folder["sound.flac"]));

        Assert.Equal((5, new SizePx(64, 64)), (both.FrameCount, both.OriginalSize));
        Assert.Single(file.Streams, stream => stream.IsCover);
        Assert.Contains("Cover png", sound.Why, StringComparison.Ordinal);
    }

    /// <summary>The matrix of the track's header, four of its numbers written over.</summary>
    private string Turned(int a, int b, int c, int d)
    {
        string path = NumberedMovie.Write(_folder["turned.mp4"], 0, 3, NumberedMovie.Settings());
        byte[] bytes = File.ReadAllBytes(path);
        int box = Encoding.Latin1.GetString(bytes).IndexOf("tkhd", StringComparison.Ordinal);
        int matrix = box + 44 + (bytes[box + 4] == 1 ? 12 : 0);
        foreach ((int entry, int value) in new[] { a, b, c, d }.Select((value, i) => (i < 2 ? i : i + 1, value)))
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(matrix + (entry * 4)), value << 16);
        }

        File.WriteAllBytes(path, bytes);
        return path;
    }
}
