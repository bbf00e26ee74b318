using Fathom.Protocol.State;

namespace Fathom.Protocol.Ledger;

/// <summary>All that is known about one property at one moment.</summary>
/// <param name="Key">The property.</param>
/// <param name="Shown">What the user should see: the own newest value that was not refused, else what the server last said.</param>
/// <param name="Confirmed">What the server last said.</param>
/// <param name="PendingCount">The intents without an answer.</param>
/// <param name="IsUnconfirmed">Whether the answer to the shown value is overdue, or was lost with a connection.</param>
/// <param name="IsOurs">Whether the confirmed value is one that this client asked for; such values count as lost when the server restarts.</param>
public readonly record struct LedgerValue(
    PropertyKey Key, StateValue? Shown, StateValue? Confirmed, int PendingCount, bool IsUnconfirmed, bool IsOurs);
