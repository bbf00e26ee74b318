namespace Fathom.Decode;

/// <summary>A decoder that knows more about its last failure than the result says.</summary>
internal interface IExplainedDecoder
{
    /// <summary>The last failure in words; null without one.</summary>
    string? LastError { get; }
}
