namespace Fathom.Fuzz.Engine;

/// <summary>An input that was treated wrongly.</summary>
/// <param name="Target">The group of parsers.</param>
/// <param name="Input">The bytes.</param>
/// <param name="Reason">What went wrong.</param>
internal sealed record Finding(string Target, byte[] Input, string Reason);
