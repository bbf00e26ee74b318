using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A layer made ready for one picture: its rows can be asked for in any order.</summary>
/// <remarks>Threads: several at once, each with scratch memory of its own.</remarks>
internal interface ILayerRows
{
    /// <summary>The colours of a row of the upright picture, 0xAABBGGRR, not multiplied by A; A is 0 where the layer shows nothing. The layer's opacity is not in it.</summary>
    void Colors(int y, RowScratch scratch, Span<uint> output);
}
