namespace Fathom.Render;

/// <summary>How high lines of a style are, in whole pixels.</summary>
/// <param name="Ascent">From the baseline to the top of the highest letters.</param>
/// <param name="Descent">From the baseline to the bottom of the lowest.</param>
/// <param name="CapHeight">The height of a capital letter: what is centred when text looks centred.</param>
public readonly record struct TextMetrics(int Ascent, int Descent, int CapHeight);
