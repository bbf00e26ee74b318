namespace Fathom.VolumeServer.Volumes;

/// <summary>How one index of the channel axis wants to be shown. A limit that is null is unknown: estimate it.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Colormap">A name of the colormap tables, or <c>#rrggbb</c>: a ramp from black to that colour.</param>
/// <param name="ContrastLow">Sample value drawn as the darkest colour.</param>
/// <param name="ContrastHigh">Sample value drawn as the brightest colour.</param>
/// <param name="RangeLow">Lower end of a contrast slider.</param>
/// <param name="RangeHigh">Upper end of a contrast slider.</param>
/// <param name="Active">Shown to begin with.</param>
/// <param name="Inverted">The ramp runs the other way round.</param>
internal sealed record ChannelInfo(
    string Label, string Colormap, double? ContrastLow, double? ContrastHigh, double? RangeLow, double? RangeHigh, bool Active, bool Inverted);
