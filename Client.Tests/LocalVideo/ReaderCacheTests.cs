using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Decode;
using Fathom.Decode.Local;
using Xunit;

namespace Fathom.Client.Tests.LocalVideo;

/// <summary>How much is decoded, how much is kept, and that all of it comes back.</summary>
public sealed class ReaderCacheTests : IDisposable
{
    private const int FrameBytes = TinyVideo.Width * TinyVideo.Height * 4;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public ReaderCacheTests()
    {
        MediaFact.SkipWithoutFormats();
        _path = TinyVideo.Make(_folder, "clip.mp4", 120, "-c:v libx264 -pix_fmt yuv420p -g 30 -bf 2 -b_strategy 0");
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void A_hundred_frames_in_order_are_a_hundred_decodes_and_no_jump()
    {
        using var reader = OverlayVideoReader.Open(_path);
        Assert.Equal(0, reader.Counters.Decodes);

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(i, TinyVideo.NumberAt(reader, i));
        }

        Assert.Equal(new LocalCounters(Hits: 0, Misses: 100, Decodes: 100, Seeks: 0, CachedFrames: 100, CachedBytes: 100L * FrameBytes), reader.Counters);
        Assert.Equal(50, TinyVideo.NumberAt(reader, 50));
        Assert.Equal((1, 100), (reader.Counters.Hits, reader.Counters.Decodes));
    }

    [SkippableFact]
    public void The_frame_used_longest_ago_goes_first()
    {
        using var reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { CacheFrames = 3 });
        foreach (int frame in new[] { 0, 1, 2, 0, 3 })
        {
            TinyVideo.NumberAt(reader, frame);
        }

        Assert.Equal([true, false, true, true], Enumerable.Range(0, 4).Select(frame => IsKept(reader, frame)));
        Assert.Equal(3, reader.Counters.CachedFrames);
    }

    [SkippableFact]
    public void Bytes_bound_the_cache_before_frames_do()
    {
        using var reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { CacheFrames = 100, CacheBytes = (5 * FrameBytes) + 17 });
        for (int i = 0; i < 40; i++)
        {
            TinyVideo.NumberAt(reader, i);
        }

        Assert.Equal((5, 5L * FrameBytes), (reader.Counters.CachedFrames, reader.Counters.CachedBytes));
        Assert.Equal(5, reader.FramesOut);
    }

    [SkippableFact]
    public void Stepping_back_jumps_once_for_many_frames()
    {
        using var reader = OverlayVideoReader.Open(_path);
        TinyVideo.NumberAt(reader, 89);

        for (int i = 88; i >= 60; i--)
        {
            Assert.Equal(i, TinyVideo.NumberAt(reader, i));
        }

        Assert.InRange(reader.Counters.Seeks, 1, 2);
        Assert.InRange(reader.Counters.Hits, 20, 29);
    }

    [SkippableFact]
    public void A_short_way_forward_is_decoded_rather_than_jumped()
    {
        using var reader = OverlayVideoReader.Open(_path);
        TinyVideo.NumberAt(reader, 28);

        Assert.Equal(33, TinyVideo.NumberAt(reader, 33));
        Assert.Equal((34, 0), (reader.Counters.Decodes, reader.Counters.Seeks));
        Assert.Equal(100, TinyVideo.NumberAt(reader, 100));
        Assert.Equal(1, reader.Counters.Seeks);
        Assert.InRange(reader.Counters.Decodes, 34 + 11, 34 + 11 + 3);
    }

    [SkippableFact]
    public void Frames_outlive_the_reader_and_are_given_back_once()
    {
        LocalFrame kept;
        OverlayVideoReader reader;
        using (reader = OverlayVideoReader.Open(_path))
        {
            kept = reader.Read(7);
        }

        Assert.Equal(1, reader.FramesOut);
        Assert.Equal(7, TinyVideo.NumberIn(kept));
        kept.Dispose();
        Assert.Equal(0, reader.FramesOut);
        Assert.Throws<LeaseException>(() => kept.Pixels.Length);
        Assert.Throws<LeaseException>(() => kept.Dispose());
        Assert.Throws<ObjectDisposedException>(() => reader.Read(8));
    }

    [SkippableFact]
    public void Frames_that_nobody_gives_back_end_the_reading_and_not_the_memory()
    {
        using var reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { CacheFrames = 0 });
        var held = new List<LocalFrame>();
        LocalReadResult result = LocalReadResult.Frame;
        for (int i = 0; i < 120 && result == LocalReadResult.Frame; i++)
        {
            result = reader.TryRead(i, out LocalFrame frame);
            held.Add(frame);
        }

        Assert.Equal(LocalReadResult.NoBuffer, result);
        Assert.Equal(OverlayVideoReader.MostFramesOut, reader.FramesOut);
        held.ForEach(frame => frame.Dispose());
        Assert.Equal(64, TinyVideo.NumberAt(reader, 64));
    }

    [SkippableFact]
    public void Nobody_waits_for_a_frame_that_is_no_longer_wanted()
    {
        using var reader = OverlayVideoReader.Open(_path);

        Assert.Equal(LocalReadResult.Cancelled, reader.TryRead(25, out _, new CancellationToken(canceled: true)));
        Assert.Equal(25, TinyVideo.NumberAt(reader, 25));
    }

    [SkippableFact]
    public void Frames_ahead_are_got_while_nobody_reads()
    {
        using var reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { PrefetchAhead = 5 });
        Assert.Equal(10, TinyVideo.NumberAt(reader, 10));

        Assert.True(SpinWait.SpinUntil(() => reader.Counters.CachedFrames == 6, TimeSpan.FromSeconds(30)), "The frames ahead did not come.");
        Assert.Equal([true, true, false], new[] { 11, 15, 16 }.Select(frame => IsKept(reader, frame)));
    }

    [SkippableFact]
    public void Getting_frames_ahead_ends_with_the_reader()
    {
        OverlayVideoReader reader;
        using (reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { PrefetchAhead = 50 }))
        {
            foreach (int frame in new[] { 3, 70, 4, 20 })
            {
                Assert.Equal(frame, TinyVideo.NumberAt(reader, frame));
            }
        }

        Assert.Equal(0, reader.FramesOut);
    }

    [SkippableFact]
    public async Task Threads_get_the_frames_that_they_asked_for()
    {
        using (var reader = OverlayVideoReader.Open(_path, new VideoReaderOptions { CacheFrames = 16 }))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
            {
                var random = new Random(seed);
                for (int i = 0; i < 40; i++)
                {
                    int frame = random.Next(40);
                    Assert.Equal(frame, TinyVideo.NumberAt(reader, frame));
                }
            })));

            Assert.Equal(160, reader.Counters.Hits + reader.Counters.Misses);
            Assert.InRange(reader.FramesOut, 1, 16);
        }
    }

    private static bool IsKept(OverlayVideoReader reader, int frame)
    {
        bool kept = reader.TryGetCached(frame, out LocalFrame picture);
        picture.Dispose();
        return kept;
    }
}
