using System;
using System.Collections.Immutable;
using Fathom.Client.Export.Remote;

namespace Fathom.Client.Export.Painting;

/// <summary>Puts overlays and annotations on a picture of the server, in the order of the draw list: the stream, overlays from the lowest on, annotations.</summary>
/// <remarks>Threads: the one that opened it, since its GL context is that one's. Ownership: of its context and its readers.</remarks>
internal sealed class ExportPainter : IDisposable
{
    private ExportPainter(PaintPlan plan)
    {
        Plan = plan;
    }

    /// <summary>What it paints.</summary>
    public PaintPlan Plan { get; }

    /// <summary>Opens a context in memory and the files of the overlays; throws what the user is told when one of them is missing.</summary>
    public static ExportPainter Open(PaintPlan plan) => new(plan);

    /// <summary>Paints one picture.</summary>
    /// <param name="picture">The server's picture; stays the caller's.</param>
    /// <param name="step">The index along each axis that it shows: overlays show their frame of that time.</param>
    /// <param name="rgba">Filled: four bytes a pixel, the top row first, without gaps.</param>
    public void Paint(RemotePicture picture, ImmutableArray<int> step, Span<byte> rgba) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
