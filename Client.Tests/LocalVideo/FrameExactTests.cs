using System;
using System.Linq;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode.Local;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>Whatever the container and the codec: frame k is the picture that carries the number k, in whatever order frames are read.</summary>
public sealed class FrameExactTests : IDisposable
{
    private const int Frames = 60;
    private const string OpenGroups = "keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0:open-gop=1";

    private readonly TemporaryFolder _folder = new();

    public FrameExactTests() => MediaFact.SkipWithoutFormats();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Files => new()
    {
        { "no-reordering.mp4", "-c:v libx264 -pix_fmt yuv420p -g 12 -bf 0" },
        { "b-frames.mp4", "-c:v libx264 -pix_fmt yuv420p -g 24 -bf 3 -b_strategy 0" },
        { "b-frames.mkv", "-c:v libx264 -pix_fmt yuv420p -g 24 -bf 3 -b_strategy 0" },
        { "b-frames.ts", "-c:v libx264 -pix_fmt yuv420p -g 24 -bf 3 -b_strategy 0" },
        { "b-frames.flv", "-c:v libx264 -pix_fmt yuv420p -g 24 -bf 3 -b_strategy 0" },
        { "open-groups.mp4", $"-c:v libx264 -pix_fmt yuv420p -x264-params {OpenGroups}" },
        { "open-groups.mkv", $"-c:v libx264 -pix_fmt yuv420p -x264-params {OpenGroups}" },
        { "open-groups.ts", $"-c:v libx264 -pix_fmt yuv420p -x264-params {OpenGroups}" },
        { "intra-refresh.mkv", "-c:v libx264 -pix_fmt yuv420p -x264-params intra-refresh=1:keyint=12:bframes=0" },
        { "one-key.mp4", "-c:v libx264 -pix_fmt yuv420p -g 999 -bf 2" },
        { "hevc.mp4", "-c:v libx265 -pix_fmt yuv420p -x265-params keyint=12:min-keyint=12:scenecut=0:bframes=3:open-gop=1:log-level=none" },
        { "vp8.webm", "-c:v libvpx -pix_fmt yuv420p -g 12 -auto-alt-ref 1 -lag-in-frames 10 -b:v 2M" },
        { "vp9.webm", "-c:v libvpx-vp9 -pix_fmt yuv420p -g 12 -lag-in-frames 12 -b:v 2M -deadline realtime" },
        { "av1.mkv", "-c:v libsvtav1 -preset 12 -g 12" },
        { "mpeg2.mkv", "-c:v mpeg2video -pix_fmt yuv420p -strict unofficial -g 12 -bf 2 -q:v 2" },
        { "mpeg4.mp4", "-c:v mpeg4 -pix_fmt yuv420p -g 12 -bf 2 -q:v 2" },
        { "mpeg4.avi", "-c:v mpeg4 -pix_fmt yuv420p -g 12 -bf 2 -q:v 2" },
        { "h264.avi", "-c:v libx264 -pix_fmt yuv420p -g 12 -bf 2 -b_strategy 0" },
        { "raw.h264", "-c:v libx264 -pix_fmt yuv420p -g 12 -bf 2 -b_strategy 0" },
        { "motion-jpeg.avi", "-c:v mjpeg -pix_fmt yuvj420p -q:v 2" },
        { "motion-jpeg.mov", "-c:v mjpeg -pix_fmt yuvj420p -q:v 2" },
        { "ffv1.mkv", "-c:v ffv1" },
        { "png.mov", "-c:v png" },
        { "gray.avi", "-c:v rawvideo -pix_fmt gray" },
        { "colours.avi", "-c:v rawvideo -pix_fmt bgr24" },
        { "palette.gif", "" },
    };

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Every_frame_carries_its_number_in_every_order(string name, string encoding)
    {
        string path = TinyVideo.Make(_folder, name, Frames, encoding);
        using var reader = OverlayVideoReader.Open(path, new VideoReaderOptions { CacheFrames = 0, Threads = 2 });
        int[] order = Shuffled(reader.FrameCount, seed: 8);

        int[] forward = [.. Enumerable.Range(0, reader.FrameCount).Select(i => TinyVideo.NumberAt(reader, i))];
        int[] shuffled = [.. order.Select(i => TinyVideo.NumberAt(reader, i))];
        int[] backward = [.. Enumerable.Range(1, reader.FrameCount).Select(i => TinyVideo.NumberAt(reader, reader.FrameCount - i))];

        Assert.Equal(Enumerable.Range(0, Frames), forward);
        Assert.Equal(order.Select(i => forward[i]), shuffled);
        Assert.Equal(forward.Reverse(), backward);
    }

    private static int[] Shuffled(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }
}
