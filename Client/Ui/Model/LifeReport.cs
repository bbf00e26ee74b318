namespace Fathom.Client.Ui;

/// <summary>What is the matter with the connection, in words.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">In a few words.</param>
/// <param name="Why">The reason, and what can be done; empty for nothing to add.</param>
internal readonly record struct LifeReport(LifeKind Kind, string What, string Why)
{
    /// <summary>Nothing is the matter.</summary>
    public static LifeReport Fine { get; } = new(LifeKind.Fine, string.Empty, string.Empty);

    /// <summary>Whether anything is to be said.</summary>
    public bool IsSaid => Kind != LifeKind.Fine;

    /// <summary>Whether the user can end a pause.</summary>
    public bool CanRetry => Kind == LifeKind.Retrying;

    /// <summary>Whether loading the dataset again may help.</summary>
    public bool CanReload => Kind is LifeKind.Stalled or LifeKind.NoPicture;

    /// <summary>Whether opening a dataset helps.</summary>
    public bool CanOpen => Kind == LifeKind.Empty;
}
