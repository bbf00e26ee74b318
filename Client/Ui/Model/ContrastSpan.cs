using System;

namespace Fathom.Client.Ui;

/// <summary>Between which ends a contrast slider moves. Servers that tell no range of the data get one that fits their first limits.</summary>
internal sealed class ContrastSpan
{
    private double _low = double.NaN;
    private double _high = double.NaN;

    /// <summary>Whether the values are whole numbers.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>How a value is written.</summary>
    public string Format => IsWhole ? "0" : "0.####";

    /// <summary>Takes over a range that the server told.</summary>
    public void Tell(double low, double high)
    {
        if (double.IsFinite(low + high) && low < high)
        {
            (_low, _high) = (low, high);
            IsWhole = high - low > 2 && low == Math.Floor(low) && high == Math.Floor(high);
        }
    }

    /// <summary>The ends; values beyond them move them.</summary>
    public (double Low, double High) Around(double from, double to)
    {
        if (double.IsNaN(_low))
        {
            Guess(from, to);
        }

        _low = Math.Min(_low, from);
        _high = Math.Max(_high, to);
        return (_low, _high);
    }

    /// <summary>Values that are known to be there; the ends move out to them.</summary>
    public void Include(double low, double high)
    {
        if (!double.IsNaN(_low))
        {
            (_low, _high) = (Math.Min(_low, low), Math.Max(_high, high));
        }
    }

    private void Guess(double from, double to)
    {
        IsWhole = to - from > 2 && from == Math.Floor(from) && to == Math.Floor(to);
        (_low, _high) = to switch
        {
            <= 1 when from >= 0 => (0, 1),
            <= 255 when from >= 0 => (0, 255),
            <= 65535 when from >= 0 => (0, Math.Min(65535, Math.Pow(2, Math.Ceiling(Math.Log2(to * 2))) - 1)),
            _ => (from - ((to - from) / 2), to + ((to - from) / 2)),
        };
    }
}
