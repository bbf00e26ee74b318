namespace Fathom.VolumeServer.Volumes;

/// <summary>What an axis runs over; decides which axis a player steps through.</summary>
internal enum AxisKind
{
    Space,
    Time,
    Channel,
}
