using Fathom.Protocol.Messages;

namespace Fathom.Client.Streams;

/// <summary>What follows from a message or from time passing.</summary>
/// <param name="Deliver">The main thread should see the message.</param>
/// <param name="Established">The session just began.</param>
/// <param name="Reply">To be sent.</param>
/// <param name="End">The connection is over, and why.</param>
internal readonly record struct SessionStep(bool Deliver = false, bool Established = false, Message? Reply = null, ChannelEnd? End = null);
