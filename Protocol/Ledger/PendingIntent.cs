using System;
using Fathom.Protocol.Intents;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Ledger;

/// <summary>An intent that was sent and not answered.</summary>
/// <param name="Id">Its id on the wire.</param>
/// <param name="Value">The value or the amount.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Order">Its place among all local changes; the server applies them in this order.</param>
/// <param name="SentAt">When it was sent.</param>
internal readonly record struct PendingIntent(string Id, StateValue Value, IntentKind Kind, long Order, TimeSpan SentAt);
