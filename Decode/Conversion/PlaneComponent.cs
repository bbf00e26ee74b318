namespace Fathom.Decode;

/// <summary>One component of a picture in memory: luma, or one of the colour differences.</summary>
/// <param name="Data">The first sample's plane.</param>
/// <param name="Stride">Bytes from row to row.</param>
/// <param name="Count">Samples in a row.</param>
/// <param name="Form">How a sample lies in memory.</param>
/// <param name="Bias">The 8-bit code that means nothing: 16 or 0 for luma, 128 for colour differences.</param>
internal readonly record struct PlaneComponent(nint Data, int Stride, int Count, SampleForm Form, int Bias);
