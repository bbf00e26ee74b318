using System;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>Which frames of a long scene are worked out for tracks: all of a short one, else those about the cursor.</summary>
/// <param name="Limit">Scenes up to this many frames are kept whole.</param>
/// <param name="Reach">Frames that are kept on either side of the cursor.</param>
/// <param name="Slack">How far the cursor may move before the window follows.</param>
internal readonly record struct TrackWindow(int Limit, int Reach, int Slack)
{
    /// <summary>±1,000 frames above 50,000, reloaded after more than 250.</summary>
    public static TrackWindow Usual => new(50_000, 1_000, 250);

    /// <summary>The longest trail that is whole wherever the cursor stands in its window.</summary>
    public int LongestTrail => Reach - Slack;

    /// <summary>The frames for a cursor: from the first up to, not including, the last.</summary>
    public (int From, int To) About(int cursor, int frames) =>
        frames <= Limit ? (0, frames) : (Math.Clamp(cursor - Reach, 0, frames), Math.Clamp(cursor + Reach + 1, 0, frames));

    /// <summary>Whether a cursor has left the place for which frames were loaded.</summary>
    public bool MustReload(int cursor, int loadedAt, int frames) => frames > Limit && Math.Abs((long)cursor - loadedAt) > Slack;
}
