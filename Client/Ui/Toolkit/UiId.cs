namespace Fathom.Client.Ui;

/// <summary>Names a control, so that it is found again from one pass to the next.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Index">Which of several: an axis, a layer.</param>
/// <param name="Part">Which part of it, for controls that have several.</param>
/// <param name="PartIndex">Which of several such parts.</param>
internal readonly record struct UiId(string? Name, int Index = 0, string? Part = null, int PartIndex = 0)
{
    /// <summary>No control.</summary>
    public static UiId None => default;

    /// <summary>A part of it.</summary>
    public UiId PartOf(string part, int index = 0) => this with { Part = part, PartIndex = index };

    /// <summary>Whether it names none.</summary>
    public bool IsNone => Name is null;
}
