namespace Fathom.VolumeServer.Volumes;

/// <summary>One axis of a volume. World coordinate of sample i = i × <paramref name="Scale"/>, in <paramref name="Unit"/>.</summary>
internal sealed record VolumeAxis(string Name, AxisKind Kind, int Length, double Scale, string Unit);
