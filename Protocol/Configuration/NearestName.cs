using System;
using System.Collections.Generic;

namespace Fathom.Protocol.Configuration;

/// <summary>Finds what somebody who mistyped a name probably meant.</summary>
public static class NearestName
{
    /// <summary>The option whose name differs from <paramref name="typed"/> by at most a third of its letters, or null.</summary>
    public static string? Find(string typed, IReadOnlyList<OptionDefinition> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var names = new List<string>(options.Count);
        foreach (var option in options)
        {
            if (!option.Hidden)
            {
                names.Add(option.Name);
            }
        }

        return Find(typed, names);
    }

    /// <summary>The nearest of several names, or null when none is near.</summary>
    public static string? Find(string typed, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(names);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in names)
        {
            var distance = Distance(typed, name);
            if (distance < bestDistance && distance <= Math.Max(1, Math.Max(typed.Length, name.Length) / 3))
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    // Two letters in the wrong order are one slip of the fingers, not two.
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
