namespace Fathom.Client.Logging;

/// <summary>What a line of the log is about.</summary>
internal enum LogCategory
{
    /// <summary>Connections.</summary>
    Net,

    /// <summary>The session and the server's messages.</summary>
    Session,

    /// <summary>What the user asks for, and the answers.</summary>
    Intents,

    /// <summary>Decoders and the gate before them.</summary>
    Decode,

    /// <summary>Which pictures go to the screen, and when.</summary>
    Present,

    /// <summary>Drawing and the GL context.</summary>
    Render,

    /// <summary>Panels and window.</summary>
    Ui,

    /// <summary>Steps of a script.</summary>
    Script,
}
