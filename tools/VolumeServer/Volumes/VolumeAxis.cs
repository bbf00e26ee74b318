namespace Fathom.VolumeServer.Volumes;

/// <summary>
/// One axis of a volume at its finest level. World coordinate of the centre of sample i = <paramref name="Translation"/> + i × <paramref name="Scale"/>, in
/// <paramref name="Unit"/> (a UDUNITS-2 name, or whatever the store says, or empty).
/// </summary>
internal sealed record VolumeAxis(string Name, AxisKind Kind, int Length, double Scale, string Unit, double Translation = 0);
