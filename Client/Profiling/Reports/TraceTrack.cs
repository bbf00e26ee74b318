namespace Fathom.Client.Profiling.Reports;

/// <summary>A line of the trace: what a thread or a stage does, one thing after the other.</summary>
internal enum TraceTrack
{
    /// <summary>What the user asks for.</summary>
    Input,

    /// <summary>The decoder's thread.</summary>
    Decode,

    /// <summary>The frame that the presenter holds.</summary>
    Present,

    /// <summary>The main thread: drawing and swapping.</summary>
    Draw,

    /// <summary>The GPU, as far as its fences tell.</summary>
    Gpu,

    /// <summary>Intents on their way to the server.</summary>
    Up,

    /// <summary>Frames on their way to us.</summary>
    Down,

    /// <summary>The server before it renders.</summary>
    Apply,

    /// <summary>The server's renderer.</summary>
    Render,

    /// <summary>The server's encoder.</summary>
    Encode,

    /// <summary>The server's sender.</summary>
    Serve,
}
