namespace Fathom.VolumeServer.Streaming;

/// <summary>A frame that waits for one viewer, under the number that it has for him: streams are shared and changed, numbers are not.</summary>
internal readonly record struct QueuedFrame(EncodedFrame Frame, uint Sequence);
