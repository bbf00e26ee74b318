using System;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Loop;

/// <summary>What the loop needs to know of window and drawing.</summary>
/// <remarks>Threads: main thread only, but for <see cref="PostWake"/>.</remarks>
internal interface IScreen
{
    /// <summary>True without a window.</summary>
    bool IsHeadless { get; }

    /// <summary>The user closed the window.</summary>
    bool CloseRequested { get; }

    /// <summary>Pictures drawn that the GPU may still read.</summary>
    int Pending { get; }

    /// <summary>
    /// Lets go of pictures that the GPU has finished, and says whether a back buffer is free. The loop asks before it takes a frame:
    /// taking one and then waiting in the swap shows a picture that is one refresh older than need be.
    /// </summary>
    bool IsFree();

    /// <summary>Draws a picture and swaps. Takes over the renderer role that the caller acquired. False when it cannot be drawn: what was shown
    /// before stays.</summary>
    bool Show(FrameLease lease);

    /// <summary>The stamps of the last <see cref="Show"/> that drew.</summary>
    ShowTimes LastShow => default;

    /// <summary>Tells of a draw that the GPU has finished; each once, in their order.</summary>
    bool TryTakeGpuTime(out GpuTime time)
    {
        time = default;
        return false;
    }

    /// <summary>Draws what stands there before the first picture, and swaps.</summary>
    void ShowPlaceholder();

    /// <summary>Writes the window's title.</summary>
    void SetTitle(string title);

    /// <summary>Sleeps until an event of the window, a wake-up or the timeout.</summary>
    void WaitEvents(TimeSpan timeout);

    /// <summary>Ends the present or the next sleep. Any thread.</summary>
    void PostWake();

    /// <summary>Waits until the GPU has finished with every picture and lets go of them.</summary>
    void Finish();
}
