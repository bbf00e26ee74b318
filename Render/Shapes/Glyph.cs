namespace Fathom.Render;

/// <summary>One sign in the atlas.</summary>
/// <param name="U">Its left column in the atlas.</param>
/// <param name="V">Its top row in the atlas.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Left">From the pen to its left edge.</param>
/// <param name="Top">From the baseline up to its top edge.</param>
/// <param name="Advance">From this pen to the next.</param>
internal readonly record struct Glyph(short U, short V, short Width, short Height, short Left, short Top, short Advance);
