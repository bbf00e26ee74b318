namespace Fathom.Client.Playback;

/// <summary>What playing does at the end of its range.</summary>
internal enum PlaybackLoop
{
    /// <summary>Stays there.</summary>
    Once,

    /// <summary>Begins again.</summary>
    Loop,

    /// <summary>Turns around.</summary>
    Bounce,
}
