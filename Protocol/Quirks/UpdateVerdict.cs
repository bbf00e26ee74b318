using Fathom.Protocol.State;

namespace Fathom.Protocol.Quirks;

/// <summary>Whether an intent may be sent to a server, and in which form.</summary>
/// <param name="Value">The value to send; null when the intent is withheld.</param>
/// <param name="Why">Why it is withheld, for the user.</param>
public sealed record UpdateVerdict(StateValue? Value, string? Why)
{
    /// <summary>Whether it may be sent.</summary>
    public bool IsSent => Value is not null;

    internal static UpdateVerdict Send(StateValue value) => new(value, null);

    internal static UpdateVerdict Withhold(string why) => new(null, why);
}
