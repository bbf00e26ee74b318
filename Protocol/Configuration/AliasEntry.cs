namespace Fathom.Protocol.Configuration;

/// <summary>An old name that still works.</summary>
/// <param name="Old">The old name, as typed.</param>
/// <param name="New">The name of today.</param>
/// <param name="Program">Whose setting it is.</param>
public readonly record struct AliasEntry(string Old, string New, string Program);
