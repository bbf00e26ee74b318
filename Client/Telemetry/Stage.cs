namespace Fathom.Client.Telemetry;

/// <summary>The pieces into which the time from an intent to its picture is cut, in their order; docs/profiling.md says where each begins and ends.</summary>
internal enum Stage
{
    /// <summary>From the input to the socket: throttle and outbox.</summary>
    Queue,

    /// <summary>From our socket to the server.</summary>
    Send,

    /// <summary>From the server's socket to its renderer.</summary>
    Apply,

    /// <summary>Rendering.</summary>
    Render,

    /// <summary>From the rendered picture to the access unit.</summary>
    Encode,

    /// <summary>From the access unit to the server's socket.</summary>
    Serve,

    /// <summary>From the server's socket to our last byte.</summary>
    Network,

    /// <summary>From the last byte to the decoded picture.</summary>
    Decode,

    /// <summary>From the decoded picture to the moment at which it was taken for the screen.</summary>
    Wait,

    /// <summary>The calls that draw.</summary>
    Draw,

    /// <summary>What the GPU still worked when the swap had returned.</summary>
    Gpu,

    /// <summary>The swap, which in a window waits for the screen.</summary>
    Swap,

    /// <summary>Where the server tells no times: everything between two known moments on our side.</summary>
    Remote,
}
