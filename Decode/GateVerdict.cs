namespace Fathom.Decode;

/// <summary>What the gate wants done with a unit and with the world.</summary>
/// <param name="Pass">Queue the unit; otherwise it is dropped.</param>
/// <param name="ClearQueue">First drop everything that is queued.</param>
/// <param name="AskKeyframe">Ask the server for a key frame now.</param>
/// <param name="Changed">The state or its reason changed: say so.</param>
public readonly record struct GateVerdict(bool Pass, bool ClearQueue, bool AskKeyframe, bool Changed);
