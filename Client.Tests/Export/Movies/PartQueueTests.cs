using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Export.Parts;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

public sealed class PartQueueTests
{
    [Fact]
    public void A_single_worker_goes_from_the_first_part_to_the_last()
    {
        var queue = new PartQueue(5);

        Assert.Equal([0, 1, 2, 3, 4], Drain(queue));
        Assert.Equal(PartQueue.None, queue.Take(PartQueue.None));
    }

    [Fact]
    public void Several_begin_apart_and_each_goes_on_behind_its_own_last_part()
    {
        var queue = new PartQueue(12);

        int[] begun = [.. Enumerable.Range(0, 4).Select(_ => queue.Take(PartQueue.None))];

        Assert.Equal([0, 6, 3, 9], begun);
        Assert.Equal([1, 7, 4, 10], begun.Select(queue.Take));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_part_is_taken_once(int workers)
    {
        var queue = new PartQueue(50);
        queue.Leave(10);
        queue.Leave(11);
        int[] last = [.. Enumerable.Repeat(PartQueue.None, workers)];
        var taken = new List<int>();
        for (int turn = 0; taken.Count < 48; turn++)
        {
            last[turn % workers] = queue.Take(last[turn % workers]);
            taken.Add(last[turn % workers]);
        }

        Assert.Equal(Enumerable.Range(0, 50).Except([10, 11]), taken.Order());
        Assert.Equal(PartQueue.None, queue.Take(3));
    }

    [Fact]
    public void A_closed_queue_hands_out_nothing()
    {
        var queue = new PartQueue(3);
        queue.Close();

        Assert.Equal(PartQueue.None, queue.Take(PartQueue.None));
    }

    private static List<int> Drain(PartQueue queue)
    {
        var taken = new List<int>();
        for (int part = queue.Take(PartQueue.None); part != PartQueue.None; part = queue.Take(part))
        {
            taken.Add(part);
        }

        return taken;
    }
}
