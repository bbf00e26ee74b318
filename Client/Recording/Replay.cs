namespace Fathom.Client.Recording;

/// <summary>A recording that a run is fed from; the file is its opener's.</summary>
/// <param name="File">The recording.</param>
/// <param name="Settings">What of it is shown, and how fast.</param>
/// <param name="Control">What the user asks while it runs.</param>
internal sealed record Replay(RecordedFile File, ReplaySettings Settings, ReplayControl Control);
