namespace Fathom.Protocol.Messages;

/// <summary>The session's figures in the welcome.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="HeartbeatSeconds">How often the server sends a heartbeat.</param>
/// <param name="AckTimeoutMs">How soon the server means to answer an intent; a hint.</param>
public sealed record SessionInfo(string Id, double HeartbeatSeconds, int? AckTimeoutMs);
