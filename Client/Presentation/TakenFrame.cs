using Fathom.Decode;

namespace Fathom.Client.Presentation;

/// <summary>A frame that the presenter gave out, and why. Times are seconds.</summary>
/// <param name="Lease">With the presenter role.</param>
/// <param name="Ready">When it was queued.</param>
/// <param name="Due">When it was to be shown.</param>
/// <param name="Choice">Why this one.</param>
/// <param name="Policy">The policy in force.</param>
/// <param name="Overtaken">How many older ones were given up in its favour.</param>
/// <param name="Clock">What was known of the server's clock, and the latency that followed from it.</param>
internal readonly record struct TakenFrame(FrameLease Lease, double Ready, double Due, FrameChoice Choice, PresenterPolicy Policy, int Overtaken, ClockReading Clock);
