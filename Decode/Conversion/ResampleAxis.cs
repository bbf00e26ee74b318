namespace Fathom.Decode;

/// <summary>One axis of a picture that is shown in another size, and the part of it that is wanted.</summary>
/// <param name="Picture">Samples that the picture has.</param>
/// <param name="Full">Samples that all of it would take.</param>
/// <param name="From">The first one wanted.</param>
/// <param name="Count">How many are wanted.</param>
internal readonly record struct ResampleAxis(int Picture, int Full, int From, int Count)
{
    /// <summary>Whether the size stays.</summary>
    internal bool KeepsSize => Picture == Full;
}
