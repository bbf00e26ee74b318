namespace Fathom.Protocol.Messages;

/// <summary>Who the client says it is; servers only log it.</summary>
/// <param name="Name">The program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Platform">What it runs on.</param>
public sealed record ClientIdentity(string Name, string Version, string Platform);
