namespace Fathom.Render;

/// <summary>What a new window should be like.</summary>
public sealed record WindowOptions
{
    /// <summary>The text of the title bar.</summary>
    public string Title { get; init; } = "Fathom";

    /// <summary>Width in points.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height in points.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Whether a swap waits for the monitor.</summary>
    public bool VSync { get; init; } = true;

    /// <summary>Whether the window is shown at once.</summary>
    public bool Visible { get; init; } = true;

    /// <summary>Whether a context by EGL is tried first: only such a one can import DMA-BUF (VAAPI) pictures.</summary>
    public bool PreferEgl { get; init; }

    /// <summary>The clock that stamps events.</summary>
    public System.TimeProvider Time { get; init; } = System.TimeProvider.System;

    /// <summary>Whether the driver reports errors to us; costs time.</summary>
    public bool Debug { get; init; }
}
