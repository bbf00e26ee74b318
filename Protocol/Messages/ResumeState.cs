namespace Fathom.Protocol.Messages;

/// <summary>Where a topic's history stood when the welcome was written.</summary>
/// <param name="Seq">The last sequence number.</param>
/// <param name="DeltaToken">The last token.</param>
public sealed record ResumeState(long Seq, string DeltaToken);
