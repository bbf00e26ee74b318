using Fathom.Render;

namespace Fathom.Client.Loop;

/// <summary>What is drawn over and beside the picture, between the picture and the swap.</summary>
/// <remarks>Threads: main thread.</remarks>
internal interface IFrameOverlay
{
    /// <summary>Where the next picture goes and how.</summary>
    DrawOptions Options { get; }

    /// <summary>Draws over the picture that was just drawn.</summary>
    /// <param name="view">Where the picture stands; empty without one.</param>
    void Draw(ViewTransform view);
}
