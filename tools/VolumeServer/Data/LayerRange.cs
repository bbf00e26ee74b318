namespace Fathom.VolumeServer.Data;

/// <summary>The values of a layer.</summary>
/// <param name="Low">The smallest value, or the one that the caller demanded.</param>
/// <param name="High">The largest value, or the one that the caller demanded.</param>
/// <param name="IsExact">Every sample was looked at.</param>
/// <param name="Samples">How many known, finite samples were looked at.</param>
internal readonly record struct LayerRange(double Low, double High, bool IsExact, long Samples);
