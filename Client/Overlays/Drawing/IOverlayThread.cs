using System;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What does the work that is left on an overlay's desk.</summary>
/// <remarks>Threads: main thread. Disposal ends it and waits for that.</remarks>
internal interface IOverlayThread : IDisposable
{
    /// <summary>How much of the file has been read through, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Whether it has ended, after the desk was told to stop.</summary>
    bool HasEnded { get; }
}
