using System;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Messages;

namespace Fathom.Client.Streams;

/// <summary>Something that happened elsewhere and that the main thread acts on. Immutable.</summary>
internal abstract record ClientEvent;

/// <summary>A connection changed.</summary>
/// <param name="Channel">Which one.</param>
/// <param name="Phase">Where it stands now.</param>
/// <param name="End">Why it ended, when it waits or ended.</param>
/// <param name="RetryAt">Timestamp of the next attempt, when it waits.</param>
internal sealed record ChannelChanged(ChannelKind Channel, ChannelPhase Phase, ChannelEnd? End, long RetryAt) : ClientEvent;

/// <summary>A message of the state channel.</summary>
/// <param name="Message">The message.</param>
/// <param name="ReceivedAt">Timestamp of its last byte.</param>
internal sealed record MessageReceived(Message Message, long ReceivedAt) : ClientEvent;

/// <summary>The decoder's gate opened or closed.</summary>
internal sealed record GateChanged(GateState State, GateReason Reason) : ClientEvent;

/// <summary>A way to decode was put out; the next one goes on.</summary>
internal sealed record DecoderRefused(DecoderRefusal Refusal) : ClientEvent;

/// <summary>The decoder wants a key frame.</summary>
internal sealed record KeyframeWanted(GateReason Reason) : ClientEvent;

/// <summary>A request for a key frame was answered, refused or given up.</summary>
/// <param name="Call">Which one.</param>
internal sealed record KeyframeAnswered(long Call) : ClientEvent;

/// <summary>A picture that was asked for by itself came.</summary>
internal sealed record ExactArrived(ExactPicture Picture) : ClientEvent;

/// <summary>The answer to the request for one came, or the call failed.</summary>
internal sealed record ExactAnswered(CommandOutcome Outcome) : ClientEvent;

/// <summary>The recording that feeds this run is over, and all of it is decoded.</summary>
internal sealed record SourceEnded : ClientEvent;

/// <summary>A loop on another thread met a bug of ours; the main thread ends with it.</summary>
internal sealed record LoopFailed(string Loop, Exception Error) : ClientEvent;
