using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fathom.Client.Tests.Truth;

/// <summary>Counts how often error bars covered the truth, and how long they were.</summary>
internal sealed class Coverage
{
    private readonly List<double> _bars = [];
    private int _covered;
    private int _withheld;

    public int Count => _bars.Count;

    /// <summary>The part of the figures given whose bars cover the truth.</summary>
    public double Share => _bars.Count == 0 ? 0 : _covered / (double)_bars.Count;

    /// <summary>The part for which no figure was given.</summary>
    public double Withheld => _withheld / (double)Math.Max(1, _withheld + _bars.Count);

    public double MedianBar => _bars.Order().ElementAt(_bars.Count / 2);

    public void Add(bool isGiven, double error, double bar)
    {
        if (!isGiven)
        {
            _withheld++;
            return;
        }

        _bars.Add(bar);
        _covered += Math.Abs(error) <= bar ? 1 : 0;
    }

    public void Add(Coverage other)
    {
        _bars.AddRange(other._bars);
        _covered += other._covered;
        _withheld += other._withheld;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Share:P2} of {Count} covered, bars ± {MedianBar * 1000:F3} ms (median), {Withheld:P2} withheld");
}
