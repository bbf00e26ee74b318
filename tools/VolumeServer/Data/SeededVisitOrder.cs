using System;
using System.Collections.Generic;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Which of n things to look at, in an order that looks random and is the same for the same seed: for range sampling, scrub
/// measurements and previews.
/// </summary>
internal sealed class SeededVisitOrder
{
    private readonly int _count;
    private readonly int _wanted;
    private readonly Random _random;

    /// <param name="count">How many things there are, at least one.</param>
    /// <param name="wanted">How many visits; none is allowed. More than there are things means whole rounds and a remainder.</param>
    /// <param name="seed">The same seed gives the same orders.</param>
    public SeededVisitOrder(int count, int wanted, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        _count = count;
        _wanted = wanted;
        _random = new Random(seed);
        Visits = Shuffle();
    }

    /// <summary>The order of now; no index comes a second time before all others came.</summary>
    public IReadOnlyList<int> Visits { get; private set; }

    /// <summary>A new order.</summary>
    public void Refresh() => Visits = Shuffle();

    private int[] Shuffle()
    {
        int[] visits = new int[_wanted];
        int[] round = new int[_wanted == 0 ? 0 : _count];
        for (int i = 0; i < round.Length; i++)
        {
            round[i] = i;
        }

        for (int from = 0; from < _wanted; from += _count)
        {
            int taken = Math.Min(_count, _wanted - from);
            for (int i = 0; i < taken; i++)
            {
                int other = _random.Next(i, _count);
                (round[i], round[other]) = (round[other], round[i]);
                visits[from + i] = round[i];
            }
        }

        return visits;
    }
}
