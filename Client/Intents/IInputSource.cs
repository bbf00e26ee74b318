using Fathom.Render;

namespace Fathom.Client.Intents;

/// <summary>Where input comes from, and where the picture stands to which it refers.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal interface IInputSource
{
    /// <summary>Where the last picture stands in the framebuffer.</summary>
    ViewTransform View { get; }

    /// <summary>Pixels a point.</summary>
    double ContentScale => 1;

    /// <summary>Takes the oldest event.</summary>
    bool TryDequeue(out InputEvent input);
}
