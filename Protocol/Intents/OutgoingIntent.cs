using Fathom.Protocol.State;

namespace Fathom.Protocol.Intents;

/// <summary>An intent that is to be sent now.</summary>
/// <param name="Ticket">Its number, unique in the throttle's life; comes back with the answer.</param>
/// <param name="Key">The property.</param>
/// <param name="Value">The value or the amount.</param>
public readonly record struct OutgoingIntent(long Ticket, PropertyKey Key, IntentValue Value);
