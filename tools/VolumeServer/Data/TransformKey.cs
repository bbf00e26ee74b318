using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// All that the way from pixels to samples of a slice depends on. Two keys that are equal have bit-equal transforms: the world matrix
/// counts with all its digits, its hash only finds the entry.
/// </summary>
/// <param name="Geometry">Where the layer lies; shared by channels and labels of one image.</param>
/// <param name="Level">Level of resolution.</param>
/// <param name="RowAxis">The geometry's axis that runs down.</param>
/// <param name="ColumnAxis">The geometry's axis that runs to the right.</param>
/// <param name="Rows">Rows of the samples that were read.</param>
/// <param name="Columns">Columns of them.</param>
/// <param name="Window">The picture's edges in these samples: the in-plane part of the world matrix.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsNearest">The nearest sample instead of a blend.</param>
internal readonly record struct TransformKey(
    LayerGeometry Geometry, int Level, int RowAxis, int ColumnAxis, int Rows, int Columns, SampleWindow Window, int Width, int Height, bool IsNearest);
