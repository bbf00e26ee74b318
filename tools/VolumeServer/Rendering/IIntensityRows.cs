using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A layer whose colours come from a ramp.</summary>
internal interface IIntensityRows : ILayerRows
{
    ColorRamp Ramp { get; }

    /// <summary>The ramp's entries of a row: 0 … <see cref="ColorRamp.Top"/>, or <see cref="ColorRamp.Outside"/>.</summary>
    void Intensities(int y, RowScratch scratch, Span<ushort> output);
}
