namespace Fathom.Client.Overlays.Tracks;

/// <summary>What the times of tracks count.</summary>
internal enum TrackClock
{
    /// <summary>Seconds of the scene's clock, or of the video's where the tracks were made from one.</summary>
    Seconds,

    /// <summary>Frames of the video that the tracks were made from, or of the scene; the first is 0.</summary>
    Frames,
}
