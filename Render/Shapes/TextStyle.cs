namespace Fathom.Render;

/// <summary>How text is set.</summary>
/// <param name="Size">Pixels of the em square; what a point is on the screen at hand is the caller's business.</param>
/// <param name="IsBold">Whether in the bold face.</param>
public readonly record struct TextStyle(int Size, bool IsBold = false);
