namespace Fathom.Protocol.Messages;

/// <summary>When the server did what for an intent: Unix seconds on the clock of the pixel headers.</summary>
/// <param name="ReceivedAt">The last byte of the intent had arrived.</param>
/// <param name="AppliedAt">The state contained it, or it had been refused.</param>
public readonly record struct AckTimes(double ReceivedAt, double AppliedAt);
