using System;
using System.IO;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>A frame that cannot be decoded is an error of that frame.</summary>
public sealed class DamagedVideoTests : IDisposable
{
    private const int Frames = 40;

    private readonly TemporaryFolder _folder = new();

    public DamagedVideoTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_damaged_frame_is_refused_and_the_others_are_read()
    {
        // Every picture is whole in itself, so the damage of one is its own.
        string path = TinyVideo.Make(_folder, "clip.mov", Frames, "-c:v png");
        Overwrite(path, occurrence: 17);
        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { CacheFrames = 0 });

        int[] numbers = [.. Enumerable.Range(0, Frames).Select(i => TinyVideo.NumberAt(reader, i))];

        Assert.Equal(Enumerable.Range(0, Frames).Select(i => i == 17 ? -1 : i), numbers);
        Assert.Equal(LocalReadResult.Undecodable, reader.TryRead(17, out _));
        var error = Assert.Throws<FathomException>(() => reader.Read(17));
        Assert.Contains("frame 17", error.What, StringComparison.Ordinal);
        Assert.NotEmpty(error.Why);
        Assert.Equal(error.Why, reader.WhyNot(17));
    }

    [SkippableFact]
    public void A_refusal_is_remembered_like_a_frame()
    {
        string path = TinyVideo.Make(_folder, "clip.mov", Frames, "-c:v png");
        Overwrite(path, occurrence: 17);
        using var reader = OverlayVideoReader.Open(path);
        TinyVideo.NumberAt(reader, 17);
        long decodes = reader.Counters.Decodes;

        Assert.Equal(-1, TinyVideo.NumberAt(reader, 17));
        Assert.Equal((decodes, 1), (reader.Counters.Decodes, reader.Counters.Hits));
        Assert.False(reader.TryGetCached(17, out _));
    }

    [SkippableFact]
    public void Behind_damage_frames_come_with_a_doubt_until_the_next_key()
    {
        string path = TinyVideo.Make(_folder, "clip.mkv", Frames, "-c:v libx264 -pix_fmt yuv420p -g 10 -bf 0 -x264-params scenecut=0");
        (long position, int bytes) = PacketAt(path, 13);
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = position + (bytes / 2);
            file.Write([.. Enumerable.Repeat((byte)0xA5, bytes / 2)]);
        }

        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { CacheFrames = 0 });
        bool[] isSound = new bool[reader.FrameCount];
        for (int i = 0; i < reader.FrameCount; i++)
        {
            bool came = reader.TryRead(i, out LocalFrame frame) == LocalReadResult.Frame;
            isSound[i] = came && !frame.IsSuspect;
            Assert.True(!isSound[i] || TinyVideo.NumberIn(frame) == i, $"Frame {i} is wrong and nothing says so.");
            frame.Dispose();
        }

        Assert.Equal(Frames, reader.FrameCount);
        Assert.Equal(Enumerable.Range(0, Frames).Select(i => i is < 13 or >= 20), isSound);
    }

    [SkippableFact]
    public void A_file_that_is_cut_off_is_read_as_far_as_it_goes()
    {
        string path = TinyVideo.Make(_folder, "clip.mkv", Frames, "-c:v ffv1");
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        using var reader = OverlayVideoReader.Open(path);

        Assert.InRange(reader.FrameCount, Frames / 4, Frames - 1);
        Assert.All(Enumerable.Range(0, reader.FrameCount - 1), i => Assert.Equal(i, TinyVideo.NumberAt(reader, i)));
    }

    [SkippableFact]
    public void What_is_no_video_is_refused_in_three_parts()
    {
        string text = _folder["notes.mp4"];
        File.WriteAllText(text, "nothing to see");

        foreach (string path in new[] { text, _folder["missing.mp4"] })
        {
            var error = Assert.Throws<FathomException>(() => OverlayVideoReader.Open(path));
            Assert.Contains(path, error.What, StringComparison.Ordinal);
            Assert.All(new[] { error.Why, error.How }, Assert.NotEmpty);
        }
    }

    [SkippableFact]
    public void A_frame_that_the_file_does_not_have_is_an_error_that_says_what_it_has()
    {
        using var reader = OverlayVideoReader.Open(TinyVideo.Make(_folder, "clip.mov", 5, "-c:v png"));

        Assert.Equal(LocalReadResult.OutOfRange, reader.TryRead(-1, out _));
        var error = Assert.Throws<FathomException>(() => reader.Read(5));
        Assert.Contains("5 frames, 0 to 4", error.Why, StringComparison.Ordinal);
    }

    /// <summary>Spoils the picture data of the n-th PNG in a file.</summary>
    private static void Overwrite(string path, int occurrence)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = -1;
        for (int i = 0; i <= occurrence; i++)
        {
            at += 1 + bytes.AsSpan(at + 1).IndexOf("IDAT"u8);
        }

        bytes.AsSpan(at + 4, 8).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
    }

    private static (long Position, int Bytes) PacketAt(string path, int index)
    {
        using var file = Fathom.Decode.Media.MediaFile.Open(path);
        for (int i = 0; i <= index; i++)
        {
            file.Advance(0);
        }

        // The container's position is that of its block header; the data end where the next block begins.
        byte[] packet = file.Data.ToArray();
        byte[] whole = File.ReadAllBytes(path);
        return (whole.AsSpan().IndexOf(packet), packet.Length);
    }
}
