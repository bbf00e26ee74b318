using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fathom.Client.Export.Remote;

namespace Fathom.Client.Export.Work;

/// <summary>Makes a frame out of a picture of the server.</summary>
/// <remarks>Threads: the one that opened it.</remarks>
internal interface IFramePainter : IDisposable
{
    /// <summary>Frames of overlays that belonged into a picture and could not be decoded: the overlay, the frame, and why.</summary>
    IReadOnlyList<(string Id, int Frame, string Why)> Missing { get; }

    /// <summary>Paints one frame.</summary>
    /// <param name="picture">The server's picture; stays the caller's.</param>
    /// <param name="step">The index along each axis that it shows.</param>
    /// <param name="rgba">Filled: four bytes a pixel, the top row first, without gaps.</param>
    void Paint(RemotePicture picture, ImmutableArray<int> step, Span<byte> rgba);
}
