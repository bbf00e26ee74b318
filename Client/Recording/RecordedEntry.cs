using System;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>Where a record lies in a file, and what must be known of it before it is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Time">When it came or went, since the start.</param>
/// <param name="Position">Where its payload begins.</param>
/// <param name="Length">The payload's bytes.</param>
/// <param name="Unit">What it is as a frame.</param>
internal readonly record struct RecordedEntry(RecordKind Kind, TimeSpan Time, long Position, int Length, UnitKind Unit)
{
    /// <summary>Whether it came over the pixel channel.</summary>
    public bool IsPixel => Kind is RecordKind.PixelPlain or RecordKind.PixelWithView;
}
