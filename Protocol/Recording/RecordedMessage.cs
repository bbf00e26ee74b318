using System;

namespace Fathom.Protocol.Recording;

/// <summary>One record of a recording.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Time">When it came or went, since the start of the recording.</param>
/// <param name="Payload">The message; valid until the next one is read.</param>
public readonly record struct RecordedMessage(RecordKind Kind, TimeSpan Time, ReadOnlyMemory<byte> Payload);
