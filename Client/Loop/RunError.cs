namespace Fathom.Client.Loop;

/// <summary>Something that the server complained about, or that the client or a script met.</summary>
/// <param name="Code">What it is, as a code such as <c>state.invalid</c>.</param>
/// <param name="Text">What it is, for people.</param>
internal sealed record RunError(string Code, string Text);
