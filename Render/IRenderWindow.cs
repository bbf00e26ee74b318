using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Something to draw into: a window, or memory.</summary>
/// <remarks>Threads: everything belongs to the thread that opened it, but <see cref="PostWake"/>, which any thread may call.
/// Ownership: whoever opened it disposes it, after everything that was made with <see cref="Gl"/>.</remarks>
public interface IRenderWindow : IDisposable
{
    /// <summary>The GL functions of this window's context; others after <see cref="RecoverContext"/>.</summary>
    GL Gl { get; }

    /// <summary>The framebuffer to draw into: 0 for a window, the offscreen one when headless. Another one after <see cref="RecoverContext"/>.</summary>
    uint Framebuffer { get; }

    /// <summary>The texture that <see cref="Framebuffer"/> draws into; 0 for a window, whose pixels have no name.</summary>
    uint FramebufferTexture => 0;

    /// <summary>Columns of the framebuffer, in pixels.</summary>
    int FramebufferWidth { get; }

    /// <summary>Rows of the framebuffer, in pixels.</summary>
    int FramebufferHeight { get; }

    /// <summary>Pixels a point; 1 on an ordinary monitor.</summary>
    double ContentScale { get; }

    /// <summary>Refreshes a second of the monitor; 0 when nobody knows.</summary>
    double RefreshRate => 0;

    /// <summary>True when nothing is shown on a screen.</summary>
    bool IsHeadless { get; }

    /// <summary>True once the user wants the window closed.</summary>
    bool CloseRequested { get; }

    /// <summary>The text of the title bar; ignored when headless.</summary>
    string Title { set; }

    /// <summary>The text in the system's clipboard; null when there is none. Headless: what was last put there.</summary>
    string? Clipboard { get; set; }

    /// <summary>How the context was made, e.g. "GLX 4.5 (Core Profile) Mesa 22.3.6, llvmpipe".</summary>
    string Description { get; }

    /// <summary>Events that were lost because nobody took them.</summary>
    long DroppedEvents { get; }

    /// <summary>Whether the driver took the context away (reset, removed, hung). Nothing but <see cref="RecoverContext"/> helps then.</summary>
    bool IsContextLost { get; }

    /// <summary>Replaces a lost context and makes the new one current; a <see cref="InputKind.Refresh"/> follows. Throws when the driver gives none.</summary>
    void RecoverContext();

    /// <summary>Makes the context current on the calling thread.</summary>
    void MakeCurrent();

    /// <summary>Shows what was drawn. Headless: only hands the commands to the driver.</summary>
    void SwapBuffers();

    /// <summary>Sleeps until an event, a wake or the timeout. Zero: takes what is there and returns.</summary>
    void WaitEvents(TimeSpan timeout);

    /// <summary>Ends the current or the next <see cref="WaitEvents"/> at once. Any thread; carries no data; at most one is pending.</summary>
    void PostWake();

    /// <summary>Takes the oldest event.</summary>
    bool TryDequeue(out InputEvent e);
}
