using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>One way from planes to pixels.</summary>
/// <remarks>Threads: GL thread.</remarks>
internal interface IPicturePath : IDisposable
{
    /// <summary>Which way it is.</summary>
    RenderPath Kind { get; }

    /// <summary>Draws; false when this way cannot take the picture's layout, and then nothing was drawn. Allocates only when kind or
    /// size of the pictures change.</summary>
    bool TryDraw(FrameLease lease, in DrawTarget target);

    /// <summary>The context is gone with all its objects: lets go of everything else. Takes the place of <see cref="IDisposable.Dispose"/>.</summary>
    void Abandon();
}
