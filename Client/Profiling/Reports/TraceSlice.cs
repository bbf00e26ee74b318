namespace Fathom.Client.Profiling.Reports;

/// <summary>One thing that a track of the trace does.</summary>
/// <param name="Track">The track.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">When it began, in milliseconds since the session did.</param>
/// <param name="To">When it ended.</param>
/// <param name="Flow">The intent that passes through; 0 for none.</param>
/// <param name="Frame">The frame's number; -1 for none.</param>
internal readonly record struct TraceSlice(TraceTrack Track, string Name, double From, double To, long Flow, long Frame);
