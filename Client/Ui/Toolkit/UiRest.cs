namespace Fathom.Client.Ui;

/// <summary>On what the pointer rests, and since when.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiRest
{
    private const double Delay = 0.45;

    private UiId _id;
    private double _since;

    /// <summary>Whether the pointer, which is on a control, has rested there long enough for an explanation.</summary>
    /// <param name="id">The control.</param>
    /// <param name="now">Seconds.</param>
    /// <param name="at">When it will have.</param>
    public bool Has(UiId id, double now, out double at)
    {
        if (_id != id)
        {
            (_id, _since) = (id, now);
        }

        at = _since + Delay;
        return now >= at;
    }
}
