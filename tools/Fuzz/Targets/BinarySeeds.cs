using System;
using System.Collections.Generic;
using Fathom.Fuzz.Engine;

namespace Fathom.Fuzz.Targets;

/// <summary>The seeds of one binary target, and the changes that all of them get.</summary>
internal sealed class BinarySeeds(IReadOnlyList<byte[]> seeds)
{
    public void Take(Random random, FuzzBuffer input)
    {
        input.Clear();
        if (seeds.Count > 0)
        {
            input.Append(seeds[random.Next(seeds.Count)]);
        }
    }

    /// <summary>Changes an input in none to four places.</summary>
    public static void Change(Random random, FuzzBuffer input)
    {
        for (int i = random.Next(5); i > 0; i--)
        {
            ByteMutator.Mutate(random, input);
        }
    }
}
