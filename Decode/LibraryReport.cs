namespace Fathom.Decode;

/// <summary>One line of <c>fathom doctor</c>.</summary>
/// <param name="Name">What it is about, e.g. "decoder h264".</param>
/// <param name="Status">What came of trying it.</param>
/// <param name="Detail">Version, path, or why it does not work.</param>
/// <param name="InstallHint">What to install; null when nothing would help or is needed.</param>
public sealed record LibraryReport(string Name, ProbeStatus Status, string Detail, string? InstallHint);
