using System;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Session;

namespace Fathom.Client.Streams;

/// <summary>Where an <see cref="IStreamSource"/> puts what comes; its host made and owns it.</summary>
/// <param name="Inbox">Messages and news of the connections, for the main thread.</param>
/// <param name="Units">Units for the decoder.</param>
/// <param name="Pool">Memory for them.</param>
/// <param name="Counters">What is counted on the way.</param>
/// <param name="Session">The session's machine.</param>
/// <param name="Time">The clock.</param>
internal sealed record SourceParts(ClientInbox Inbox, IUnitSink Units, NativeBufferPool Pool, FlightCounters Counters, ClientSession Session, TimeProvider Time)
{
    /// <summary>Where the send loop notes when it wrote which intent.</summary>
    public SentStamps Sent { get; init; } = new(1);
}
