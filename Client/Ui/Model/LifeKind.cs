namespace Fathom.Client.Ui;

/// <summary>How the connection lives, as the user is told.</summary>
internal enum LifeKind
{
    /// <summary>Pictures come when they should.</summary>
    Fine,

    /// <summary>It works again; for a moment it is said why it did not.</summary>
    Returned,

    /// <summary>An attempt is under way.</summary>
    Connecting,

    /// <summary>The next attempt waits.</summary>
    Retrying,

    /// <summary>The decoder waits for a key frame.</summary>
    Gated,

    /// <summary>The connection stands, but nothing comes over it.</summary>
    Silent,

    /// <summary>The server shows no dataset.</summary>
    Empty,

    /// <summary>The server has sent no picture at all.</summary>
    NoPicture,

    /// <summary>The server answers, but the pictures that should follow do not come.</summary>
    Stalled,

    /// <summary>It is over.</summary>
    Ended,
}
