using Fathom.Protocol.State;

namespace Fathom.Protocol.Ledger;

/// <summary>What one event did to the ledger.</summary>
/// <param name="IsKnown">Whether the event belonged to something that the ledger knows; false for the answer to an intent it never sent.</param>
/// <param name="Key">The property.</param>
/// <param name="IsShownChanged">Whether there is something to redraw.</param>
/// <param name="Shown">The value to show from now on; null when none is known.</param>
public readonly record struct LedgerChange(bool IsKnown, PropertyKey Key, bool IsShownChanged, StateValue? Shown);
