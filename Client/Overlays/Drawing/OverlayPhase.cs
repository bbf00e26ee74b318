namespace Fathom.Client.Overlays.Drawing;

/// <summary>Where an overlay stands.</summary>
internal enum OverlayPhase
{
    /// <summary>Its file is being read through, or the server has not yet told what it shows.</summary>
    Opening,

    /// <summary>It is in its place. Whether it is seen is another matter: it may be hidden, or the scene may be outside its time.</summary>
    Ready,

    /// <summary>It is in its place, and the scene is shown as a volume: a plane would lie somewhere in it, and nobody said where.</summary>
    HiddenInVolume,

    /// <summary>It cannot be shown; <see cref="OverlayItem.Error"/> says why.</summary>
    Failed,
}
