namespace Fathom.Bench.Compare;

/// <summary>Something about a program that is not a ratio.</summary>
/// <param name="Clip">With which clip; empty: with all.</param>
/// <param name="Program">Which program.</param>
/// <param name="Text">What is to be said.</param>
internal sealed record CompareNote(string Clip, string Program, string Text);
