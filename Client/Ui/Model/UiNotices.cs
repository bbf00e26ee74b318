namespace Fathom.Client.Ui;

/// <summary>One line that is said for a moment: what was copied, saved, refused. The newest replaces the one before.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiNotices
{
    private const double Seconds = 4;

    private bool _isNew;

    /// <summary>What is said; null for nothing.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether it is a complaint.</summary>
    public bool IsBad { get; private set; }

    /// <summary>When it is gone; set by the first pass that draws it.</summary>
    public double Until { get; private set; }

    /// <summary>Counts up with everything said.</summary>
    public long Version { get; private set; }

    /// <summary>Says something.</summary>
    public void Say(string text, bool isBad = false)
    {
        (Text, IsBad, _isNew) = (text, isBad, true);
        Version++;
    }

    /// <summary>What is to be drawn now; null for nothing.</summary>
    public string? At(double now)
    {
        if (_isNew)
        {
            (_isNew, Until) = (false, now + Seconds);
        }

        if (now >= Until)
        {
            Text = null;
        }

        return Text;
    }

    /// <summary>The user has seen it.</summary>
    public void Dismiss() => Text = null;
}
