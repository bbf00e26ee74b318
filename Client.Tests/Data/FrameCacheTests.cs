using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Fields;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class FrameCacheTests
{
    [Fact]
    public void Negative_indices_count_from_the_end_and_errors_quote_the_index_as_given()
    {
        foreach (IFrameCache<int> frames in Both(5))
        {
            Assert.Equal(4, frames[-1]);
            Assert.Equal(0, frames[-5]);
            Assert.Contains("Frame -6 is out of range: there are 5 frames.", Assert.Throws<ArgumentOutOfRangeException>(() => frames[-6]).Message, StringComparison.Ordinal);
            Assert.Contains("Frame 5 is out of range", Assert.Throws<ArgumentOutOfRangeException>(() => frames[5]).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Slices_are_stacks_with_the_ends_of_the_language_they_come_from()
    {
        foreach (IFrameCache<int> frames in Both(10))
        {
            Assert.Equal([2, 3, 4], frames.Slice(2, 5));
            Assert.Equal([7, 8, 9], frames.Slice(-3, 100));
            Assert.Equal([0, 4, 8], frames.Slice(0, 10, 4));
            Assert.Empty(frames.Slice(5, 2));
        }
    }

    [Fact]
    public void The_least_recently_used_frame_leaves_first()
    {
        var made = new List<int>();
        var frames = new LazyFrameCache<int>(10, frame =>
        {
            made.Add(frame);
            return frame;
        }, capacity: 2);

        _ = (frames[0], frames[1], frames[0], frames[2], frames[0], frames[1]);

        Assert.Equal([0, 1, 2, 1], made);
    }

    [Theory]
    [InlineData(9_999, false)]
    [InlineData(10_000, false)]
    [InlineData(10_001, true)]
    public void Frames_stay_in_groups_above_ten_thousand(int count, bool inGroups)
    {
        IFrameCache<int> frames = FrameCacheSize.Make(count, 100, 1 << 30, static frame => frame);

        Assert.Equal(inGroups, frames is ChunkedFrameCache<int>);
        Assert.Equal(count - 1, frames[-1]);
        Assert.Equal(count - 1, frames[count - 1]);
    }

    [Fact]
    public void A_bound_of_memory_keeps_fewer_frames_than_the_usual_number()
    {
        var frames = FrameCacheSize.Make(1_000, 1 << 20, 4 << 20, static frame => frame);

        frames.Slice(0, 100);

        Assert.Equal(4, frames.Counters.Entries);
    }

    [Fact]
    public void A_sequential_scan_hits_all_but_the_first_frame_of_each_group()
    {
        int made = 0;
        var frames = new ChunkedFrameCache<int>(10_005, frame =>
        {
            made++;
            return frame;
        }, FrameCacheSize.Usual);

        for (int i = 0; i < frames.FrameCount; i++)
        {
            Assert.Equal(i, frames[i]);
        }

        Assert.Equal(10_005, made);
        Assert.True(frames.Counters.HitRate >= 0.9 - 1e-3, $"{frames.Counters.HitRate}");
        Assert.Equal(100, frames.Counters.Entries);
    }

    [Theory]
    [InlineData(49_999, 100, 10)]
    [InlineData(50_000, 500, 20)]
    [InlineData(200_000, 1000, 50)]
    [InlineData(1_000_000, 1000, 100)]
    public void Longer_sessions_get_larger_groups(int frames, int chunk, int chunks) =>
        Assert.Equal(new FrameCacheSize(chunk, chunks), FrameCacheSize.ForLongSessions(frames));

    [Fact]
    public async Task Eight_threads_make_each_resident_frame_once()
    {
        int[] made = new int[200];
        var frames = new LazyFrameCache<int>(200, frame =>
        {
            Interlocked.Increment(ref made[frame]);
            return frame;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 5_000; i++)
            {
                int frame = random.Next(200);
                Assert.Equal(frame, frames[frame]);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(made, count => Assert.Equal(1, count));
    }

    private static IEnumerable<IFrameCache<int>> Both(int count) =>
        [new LazyFrameCache<int>(count, static frame => frame), new ChunkedFrameCache<int>(count, static frame => frame, new FrameCacheSize(3, 2))];
}
