using System;

namespace Fathom.Render;

/// <summary>Makes GPU fences and asks for them. A seam: the order of releases is tested without a GPU.</summary>
internal interface IFenceSource
{
    /// <summary>A fence behind all commands so far.</summary>
    nint Create();

    /// <summary>Asks for a fence, waiting at most <paramref name="timeout"/>.</summary>
    FenceState Wait(nint fence, TimeSpan timeout);

    /// <summary>Forgets a fence.</summary>
    void Delete(nint fence);

    /// <summary>Waits until the GPU has done everything.</summary>
    void Finish();
}
