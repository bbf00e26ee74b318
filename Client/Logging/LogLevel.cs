namespace Fathom.Client.Logging;

/// <summary>How much is logged; each level includes those before it.</summary>
internal enum LogLevel
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>What ends the run or loses something, with its exception.</summary>
    Error,

    /// <summary>What is mended by itself: lost connections, refusals.</summary>
    Warn,

    /// <summary>What happens now and then: sessions, connections, gates.</summary>
    Info,

    /// <summary>What the user does: intents, answers, steps of scripts.</summary>
    Debug,

    /// <summary>Every message and every picture.</summary>
    Trace,
}
