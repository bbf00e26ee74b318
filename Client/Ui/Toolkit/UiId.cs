namespace Fathom.Client.Ui;

/// <summary>Names a control, so that it is found again from one pass to the next.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Index">Which of several: an axis, a layer.</param>
internal readonly record struct UiId(string? Name, int Index = 0)
{
    /// <summary>No control.</summary>
    public static UiId None => default;

    /// <summary>Whether it names none.</summary>
    public bool IsNone => Name is null;
}
