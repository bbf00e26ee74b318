using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Painting;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>In which order pictures that several viewers asked for are drawn.</summary>
public sealed class AskedQueueTests
{
    private readonly SceneStore _store = new(SceneState.Initial(PaintScene.SmoothLayout(2, 8, 8), 16, 16));

    [Fact]
    public void Viewers_take_turns_however_much_one_of_them_wants()
    {
        var queue = new AskedQueue();
        foreach (string session in new[] { "a", "a", "a", "a", "b", "c", "b" })
        {
            Assert.True(queue.TryAdd(Job(session)));
        }

        Assert.Equal(["a", "b", "c", "a", "b", "a", "a"], All(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Who_cannot_be_sent_any_is_passed_over_and_keeps_his_turn()
    {
        var queue = new AskedQueue();
        queue.TryAdd(Job("a"));
        queue.TryAdd(Job("b"));

        Assert.True(queue.TryTake(static viewer => viewer != "a", out ExactJob first));
        Assert.False(queue.TryTake(static _ => false, out _));
        Assert.True(queue.TryTake(static _ => true, out ExactJob second));

        Assert.Equal("b", first.Session);
        Assert.Equal("a", second.Session);
    }

    [Fact]
    public void One_viewer_fills_his_own_queue_only_and_all_together_no_more_than_there_is_room()
    {
        var queue = new AskedQueue();
        int ofOne = Enumerable.Range(0, 100).Count(_ => queue.TryAdd(Job("greedy")));
        Assert.True(queue.TryAdd(Job("modest")));
        int all = 1 + ofOne + Enumerable.Range(0, 1000).Count(i => queue.TryAdd(Job($"viewer {i}")));

        Assert.Equal(AskedQueue.MostOfViewer, ofOne);
        Assert.Equal(AskedQueue.Most, all);
    }

    [Fact]
    public void Nothing_is_drawn_for_one_who_left()
    {
        var queue = new AskedQueue();
        queue.TryAdd(Job("a"));
        queue.TryAdd(Job("b"));
        queue.TryAdd(Job("a"));

        queue.Remove("a");
        queue.Remove("nobody");

        Assert.Equal(["b"], All(queue));
    }

    [Fact]
    public void Whether_others_wait_is_told_to_each()
    {
        var queue = new AskedQueue();
        queue.TryAdd(Job("a"));
        queue.TryAdd(Job("a"));

        Assert.Equal((false, true), (queue.HasOthers("a"), queue.HasOthers("b")));
        queue.TryAdd(Job("b"));
        Assert.Equal((true, true), (queue.HasOthers("a"), queue.HasOthers("b")));
    }

    private static List<string> All(AskedQueue queue)
    {
        var order = new List<string>();
        while (queue.TryTake(static _ => true, out ExactJob job))
        {
            order.Add(job.Session);
        }

        return order;
    }

    private ExactJob Job(string session) => new(session, _store, _store.Current, 8, 8, null, static _ => { }, static _ => { });
}
