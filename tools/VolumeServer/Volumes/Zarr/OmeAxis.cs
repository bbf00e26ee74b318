namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>An axis as the metadata name it.</summary>
internal sealed record OmeAxis(string Name, AxisKind Kind, string Unit)
{
    /// <summary>What an axis of this name is when nobody says so.</summary>
    public static AxisKind KindOf(string name) => name.ToLowerInvariant() switch
    {
        "t" or "time" => AxisKind.Time,
        "c" or "ch" or "channel" or "channels" => AxisKind.Channel,
        "x" or "y" or "z" => AxisKind.Space,
        _ => AxisKind.Other,
    };
}
