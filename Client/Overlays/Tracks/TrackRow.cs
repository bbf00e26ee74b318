using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>One row of a file of tracks.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Id">Whose place it is; "" where the file does not say.</param>
/// <param name="Time">Seconds, or a frame.</param>
/// <param name="X">The place; NaN where there is none.</param>
/// <param name="Y">The other coordinate.</param>
/// <param name="Color">The colour, where the row has one.</param>
internal readonly record struct TrackRow(int Line, string Id, double Time, double X, double Y, ShapeColor? Color);
