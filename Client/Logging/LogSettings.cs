namespace Fathom.Client.Logging;

/// <summary>What is logged and where to.</summary>
/// <param name="Rules">The level of each category.</param>
/// <param name="File">The file; null for standard error.</param>
internal sealed record LogSettings(LogRules Rules, string? File)
{
    /// <summary>Nothing is logged.</summary>
    public static LogSettings Off { get; } = new(LogRules.Parse("off"), null);
}
