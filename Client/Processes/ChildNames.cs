namespace Fathom.Client.Processes;

/// <summary>What a started program is called in messages.</summary>
/// <param name="Program">Its name.</param>
/// <param name="Subject">How a sentence about it begins.</param>
/// <param name="Prefix">What stands before the lines of its standard error.</param>
/// <param name="ByHand">How the user can look into it: a sentence.</param>
internal sealed record ChildNames(string Program, string Subject, string Prefix, string ByHand);
