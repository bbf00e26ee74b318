using System;

namespace Fathom.Client.Ui;

/// <summary>One line that is said for a moment: what was copied, saved, refused. The newest replaces the one before.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiNotices
{
    private const double Seconds = 4;
    private const double SecondsToAct = 9;
    private const double SecondsToRead = 0.05;

    private bool _isNew;

    /// <summary>What is said; null for nothing.</summary>
    public string? Text { get; private set; }

    /// <summary>Whether it is a complaint.</summary>
    public bool IsBad { get; private set; }

    /// <summary>When it is gone; set by the first pass that draws it.</summary>
    public double Until { get; private set; }

    /// <summary>Counts up with everything said.</summary>
    public long Version { get; private set; }

    /// <summary>What can be done about it, in a word; null for nothing.</summary>
    public string? Offered { get; private set; }

    private Action? Act { get; set; }

    /// <summary>Says something. What takes longer to read stays longer.</summary>
    public void Say(string text, bool isBad = false)
    {
        (Text, IsBad, _isNew, Offered, Act) = (text, isBad, true, null, null);
        Version++;
    }

    /// <summary>Says something, with a button for what can be done about it.</summary>
    public void Offer(string text, string offered, Action act)
    {
        Say(text);
        (Offered, Act) = (offered, act);
    }

    /// <summary>Does what was offered.</summary>
    public void Accept()
    {
        Action? act = Act;
        Dismiss();
        act?.Invoke();
    }

    /// <summary>What is to be drawn now; null for nothing.</summary>
    public string? At(double now)
    {
        if (_isNew)
        {
            (_isNew, Until) = (false, now + Math.Max(Offered is null ? Seconds : SecondsToAct, SecondsToRead * (Text?.Length ?? 0)));
        }

        if (now >= Until)
        {
            Dismiss();
        }

        return Text;
    }

    /// <summary>The user has seen it.</summary>
    public void Dismiss() => (Text, Offered, Act) = (null, null, null);
}
