using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Why the server refused something.</summary>
/// <param name="Code">Why, as a code such as <c>state.invalid</c>.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Details">More about it.</param>
public sealed record ErrorInfo(string Code, string Message, StateValue? Details = null);
